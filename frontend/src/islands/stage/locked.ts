/** For the pupils of a class: a sensitive module waits until their educator opens it. */
import { mount } from "svelte";
import { isLocked } from "../../lib/crew/locked";
import { loadWords } from "../../lib/i18n/words";
import Locked from "./Locked.svelte";

/** Show that a module is locked, if it is; gives whether it is. Rejects without the words for it. */
export async function showLocked(
  target: HTMLElement,
  module: string,
  otherUrl: string,
): Promise<boolean> {
  if (!(await isLocked(module))) return false;
  await loadWords("due");
  target.replaceChildren();
  const props = { otherUrl, onagain: () => location.reload() };
  mount(Locked, { target, props });
  return true;
}
