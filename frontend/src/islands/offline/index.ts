/**
 * What this device has for playing without a network.
 *
 * `<div data-island="offline" data-url data-home>`; `data-url` is the address of the page itself: when the
 * worker shows it in place of a page that is not here, the address is another.
 */
import { mount as mountComponent } from "svelte";
import { loadWords } from "../../lib/i18n/words";
import { hasWorker } from "../../lib/offline/register";
import Packs from "./Packs.svelte";

/** Rejects when the words cannot be fetched. */
export async function mount(target: HTMLElement): Promise<void> {
  const { url = "", home = "/" } = target.dataset;
  await loadWords("offline");
  target.replaceChildren();
  mountComponent(Packs, {
    target,
    props: { home, isStandIn: location.pathname !== url, hasWorker },
  });
}
