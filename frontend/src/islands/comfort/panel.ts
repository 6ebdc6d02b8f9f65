import { mount, unmount } from "svelte";
import { loadWords } from "../../lib/i18n/words";
import Comfort from "./Comfort.svelte";

let close: (() => void) | undefined;

/** Open the panel below its button, or close it. Rejects when its words are missing. */
export async function toggle(target: HTMLElement, button: HTMLButtonElement): Promise<void> {
  if (close) {
    close();
    return;
  }
  await loadWords("comfort");
  const panel = mount(Comfort, { target, props: { button, onclose: () => close?.() } });
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", "comfort");
  close = () => {
    close = undefined;
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
    void unmount(panel);
  };
}
