/**
 * The rules of a sort; the twin of `quizzes/kinds/sort.py`.
 */
import type { SortKey, SortPublic } from "../../lib/api/types";
import { makeGrade, type Grade } from "../contract";
import type { Placed } from "../hand/placed";
import { closing, wholeMapping } from "../response";

/**
 * Grade where the cards were put: the ones in their right bin, of all.
 *
 * Throws `InvalidResponse` for anything but a known bin for every card or for none.
 */
export function grade(key: SortKey, response: unknown): Grade {
  const things = Object.entries(key.items);
  const bins = new Set(things.map(([, { bin }]) => bin));
  const placed = wholeMapping(response, "bins", Object.keys(key.items), (bin) => bins.has(bin));
  const given = Object.keys(placed);
  const misplaced = things.filter(([id, { bin }]) => given.length > 0 && placed[id] !== bin);
  const numerator = given.length - misplaced.length;
  const lines = misplaced.map(([, { feedback }]) => feedback);
  return makeGrade(numerator, things.length, [...lines, ...closing(key, numerator, things.length)]);
}

/** What of a saved response still makes sense. */
export function restore(item: SortPublic, bins: Placed): Placed {
  const known = new Set(item.bins.map(({ id }) => id));
  return Object.fromEntries(
    item.items.flatMap(({ id }) => {
      const bin = Object.hasOwn(bins, id) ? bins[id] : undefined;
      return bin !== undefined && known.has(bin) ? [[id, bin]] : [];
    }),
  );
}

/** Whether every card lies in a bin. */
export function isComplete(item: SortPublic, placed: Placed): boolean {
  return item.items.every(({ id }) => Object.hasOwn(placed, id));
}
