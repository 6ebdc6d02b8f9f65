/**
 * The rules of a match; the twin of `quizzes/kinds/match.py`.
 */
import type { MatchKey, MatchPublic, ResponseOf } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import type { Placed } from "../hand/placed";
import { closing, distinctIds, onlyList } from "../response";

type Pairs = ResponseOf<"match">["pairs"];

/**
 * Grade the pairs: the right ones, of all.
 *
 * Throws `InvalidResponse` for anything but one known right half, each used once, for every left
 * one or for none.
 */
export function grade(key: MatchKey, response: unknown): Grade {
  const given = onlyList(response, "pairs");
  if (!given.every((pair) => Array.isArray(pair) && pair.length === 2)) {
    throw new InvalidResponse("Each pair must be a list of two ids.");
  }
  const pairs = given as [unknown, unknown][];
  const lefts = [
    ...distinctIds(
      pairs.map(([left]) => left),
      (id) => Object.hasOwn(key.pairs, id),
    ),
  ];
  const rights = [
    ...distinctIds(
      pairs.map(([, right]) => right),
      (id) => key.rights.includes(id),
    ),
  ];
  const all = Object.entries(key.pairs);
  if (lefts.length > 0 && lefts.length !== all.length) {
    throw new InvalidResponse("Every part of the item must be answered, or none.");
  }
  const strays = all.filter(
    ([left, { to }]) => lefts.length > 0 && rights[lefts.indexOf(left)] !== to,
  );
  const numerator = lefts.length - strays.length;
  const lines = strays.map(([, { feedback }]) => feedback);
  return makeGrade(numerator, all.length, [...lines, ...closing(key, numerator, all.length)]);
}

/** The pairs, in the order of the left halves, from the left half that each right one lies at. */
export function pairsOf(item: MatchPublic, placed: Placed): Pairs {
  return item.lefts.flatMap(({ id }): Pairs => {
    const right = item.rights.find((half) => placed[half.id] === id);
    return right ? [[id, right.id]] : [];
  });
}

/** The left half that each right one lies at. */
export function placedOf(pairs: Pairs): Placed {
  return Object.fromEntries(pairs.map(([left, right]) => [right, left]));
}

/** What of a saved response still makes sense. */
export function restore(item: MatchPublic, pairs: Pairs): Pairs {
  return pairsOf(item, placedOf(pairs));
}
