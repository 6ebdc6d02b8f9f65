/**
 * Small choices remembered on this device only: who plays, which country's helpline to show, what
 * makes the pages comfortable (`lib/comfort`).
 *
 * Storage can be blocked or full; then nothing is remembered and nothing breaks. Nothing is
 * remembered in a tab that plays without saving.
 */
import { isUnsaved, player as here, type Player } from "./learner-slot";

/**
 * `who` is the band, or the kind of grown-up, that a learner chose, and `class` the play name of the
 * class in which they have a seat. `crew` lists the device's learners and `farewell` those whom the
 * server has still to forget.
 */
export type Choice =
  | "who"
  | "class"
  | "country"
  | "crew"
  | "farewell"
  | "sound"
  | "say"
  | "speed"
  | "voiceless"
  | "font"
  | "spacing"
  | "motion";

export const PREFIX = "cop.";

/** What each learner has of their own. */
const OWN: readonly Choice[] = ["who", "class"];

/** The first one's has no name in it. */
function keyOf(choice: Choice, player: Player): string {
  return PREFIX + (OWN.includes(choice) && player ? `${choice}.${player}` : choice);
}

/** What was chosen, or null. Takes whose choice, this page's player's unless told. */
export function recall(choice: Choice, player: Player = here): string | null {
  try {
    return localStorage.getItem(keyOf(choice, player));
  } catch {
    return null;
  }
}

/** Keep a choice, or with null forget it. */
export function remember(choice: Choice, value: string | null, player: Player = here): void {
  if (isUnsaved) return;
  try {
    if (value === null) localStorage.removeItem(keyOf(choice, player));
    else localStorage.setItem(keyOf(choice, player), value);
  } catch {
    // Blocked storage only means that the choice is asked for again.
  }
}
