/**
 * Who plays on this page.
 *
 * Fixed when the page is opened: what is done on it is one learner's, whoever is chosen meanwhile
 * in another tab. Everything that is kept goes by this name: a database, and the personal choices.
 */

/** A learner of this device: "" is the first one, any other has a random name of its own. */
export type Player = string;

/** Nobody: what is done in this tab is neither kept nor sent. */
export const UNSAVED: Player = "unsaved";
/** What belongs to the device and not to one of its learners. */
export const DEVICE: Player = "device";

/** Where it is kept who plays: in localStorage, and for this tab alone in sessionStorage. */
export const CHOSEN = "cop.player";
export const MODE = "cop.unsaved";

/** Read a store that the browser may have blocked. */
function read(store: () => Storage, key: string): string | null {
  try {
    return store().getItem(key);
  } catch {
    return null;
  }
}

function chosen(): Player {
  if (read(() => sessionStorage, MODE)) return UNSAVED;
  return read(() => localStorage, CHOSEN) ?? "";
}

export const player: Player = chosen();

export const isUnsaved = player === UNSAVED;

// A page that comes back, from the browser's memory or from behind, must not go on as somebody who
// has handed the device over.
function recheck(): void {
  if (document.visibilityState === "visible" && chosen() !== player) location.reload();
}
window.addEventListener("pageshow", recheck);
document.addEventListener("visibilitychange", recheck);
