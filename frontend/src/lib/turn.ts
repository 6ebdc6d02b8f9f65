/**
 * Turn from one stop to another as a page is turned (View Transitions API). Where the browser cannot, or the
 * reader asked for less motion, the change just happens.
 */
import { prefersStillness } from "./moments";

let latest: ViewTransition | undefined;

/**
 * Make a change, and show it as a turn on or back; `styles/comfort.css` says how that looks.
 *
 * Resolves when the change is made, not when the movement is over. Rejects when `change` does.
 */
export async function turnTo(way: "on" | "back", change: () => Promise<void>): Promise<void> {
  if (!("startViewTransition" in document) || prefersStillness()) {
    await change();
    return;
  }
  const { dataset } = document.documentElement;
  dataset["turn"] = way;
  const turn = document.startViewTransition(change);
  latest = turn;
  const over = () => {
    if (latest === turn) delete dataset["turn"];
  };
  turn.finished.then(over, over);
  // A turn may be skipped, as in a window that nobody sees; the change is made all the same.
  turn.ready.catch(() => undefined);
  await turn.updateCallbackDone;
}
