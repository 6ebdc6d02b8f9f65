/**
 * The rules of a sort; the twin of `quizzes/kinds/sort.py`.
 */
import type { SortKey, SortPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { isObject, onlyField } from "../response";

/** Where each card lies: the bin's id by the card's id. A card without a bin is in the hand. */
export type Placed = Readonly<Record<string, string>>;

/**
 * Grade where the cards were put: the ones in their right bin, of all.
 *
 * Throws `InvalidResponse` for anything but a known bin for every card or for none.
 */
export function grade(key: SortKey, response: unknown): Grade {
  const placed = onlyField(response, "bins");
  if (!isObject(placed)) throw new InvalidResponse("“bins” has the wrong type.");
  const things = Object.entries(key.items);
  const given = Object.keys(placed);
  const complete =
    given.length === things.length && given.every((id) => Object.hasOwn(key.items, id));
  if (given.length > 0 && !complete) {
    throw new InvalidResponse("Every thing of the item must be placed, or none.");
  }
  const bins = new Set<unknown>(things.map(([, { bin }]) => bin));
  if (!Object.values(placed).every((bin) => bins.has(bin))) {
    throw new InvalidResponse("The response names a group that the item has not.");
  }
  const misplaced = given.length > 0 ? things.filter(([id, { bin }]) => placed[id] !== bin) : [];
  const numerator = given.length - misplaced.length;
  const lines = misplaced.map(([, { feedback }]) => feedback);
  if (things.length > 0) lines.push(numerator === things.length ? key.right : key.wrong);
  return makeGrade(numerator, things.length, lines);
}

/** Put a card into a bin; with an empty bin, back into the hand. */
export function place(placed: Placed, card: string, bin: string): Placed {
  const others = Object.entries(placed).filter(([id]) => id !== card);
  return Object.fromEntries(bin === "" ? others : [...others, [card, bin]]);
}

/** What stays where it is when a learner tries again: what was right. */
export function keepRight(key: SortKey, placed: Placed): Placed {
  return Object.fromEntries(
    Object.entries(placed).filter(([id, bin]) => key.items[id]?.bin === bin),
  );
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
