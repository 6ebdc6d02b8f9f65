/** Choosing who plays on the pages that are opened from now on. */
import { CHOSEN, MODE, type Player } from "../device/learner-slot";

/** Let a learner of this device play. */
export function choose(next: Player): void {
  try {
    localStorage.setItem(CHOSEN, next);
  } catch {
    // Blocked storage knows one learner only.
  }
}

/** Play without saving in this tab, or end that. */
export function playUnsaved(on: boolean): void {
  try {
    if (on) sessionStorage.setItem(MODE, "1");
    else sessionStorage.removeItem(MODE);
  } catch {
    // Then nothing is kept beyond the page anyway.
  }
}
