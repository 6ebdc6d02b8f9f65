import type { Learner } from "../../lib/api/types";
import { keptReview } from "../review/kept";

/**
 * Show the way to the tide pool when the server says that something is due, or when a review on
 * this device waits to be gone on with.
 *
 * `a[data-tide]` stands hidden in the page, with its words.
 */
export async function showTide(due: Learner["due"]): Promise<void> {
  const way = document.querySelector<HTMLElement>("[data-tide]");
  if (way?.hidden) way.hidden = due.length === 0 && !(await keptReview());
}
