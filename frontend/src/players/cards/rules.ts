/**
 * The rules of cards to flip; the twin of `quizzes/kinds/cards.py`.
 */
import type { CardsKey, CardsPublic } from "../../lib/api/types";
import { makeGrade, type Grade } from "../contract";
import { distinctIds, onlyList } from "../response";

/**
 * Take the cards that were flipped; there is nothing to score.
 *
 * Throws `InvalidResponse` for anything but a list of distinct ids of cards.
 */
export function grade(key: CardsKey, response: unknown): Grade {
  distinctIds(onlyList(response, "seen"), (id) => key.cards.includes(id));
  return makeGrade(0, 0, [key.after]);
}

/** What of a saved response still makes sense, in the order of the cards. */
export function restore(item: CardsPublic, seen: readonly string[]): string[] {
  return item.cards.map(({ id }) => id).filter((id) => seen.includes(id));
}
