/** What is said of a seat that is used on another device, fetched only when that has happened. */
import { mount, type Component } from "svelte";
import { loadWords } from "../../lib/i18n/words";

let isShown = false;

/** What says it inside an island. Rejects when it could not be fetched. */
export async function loadGone(): Promise<Component<{ joinUrl: string }>> {
  const [{ default: Gone }] = await Promise.all([import("./Gone.svelte"), loadWords("due")]);
  return Gone;
}

/** Say it at the foot of the window, once a page; not where an island of the page says it. */
export async function sayGone(joinUrl: string): Promise<void> {
  const said = "[data-due], [data-island=round], [data-island=join]";
  if (isShown || document.querySelector(said)) return;
  isShown = true;
  const [{ default: Elsewhere }] = await Promise.all([
    import("./Elsewhere.svelte"),
    loadWords("due"),
  ]);
  mount(Elsewhere, { target: document.body, props: { joinUrl } });
}
