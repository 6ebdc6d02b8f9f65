/**
 * What the kinds share in which a learner spots what warns; the twin of `quizzes/kinds/spotting.py`.
 */
import { makeGrade, type Grade } from "../contract";
import { closing, distinctIds, onlyList } from "../response";

type Spots<S extends string> = Readonly<Record<string, Record<S, boolean> & { feedback: string }>>;

/**
 * Grade what was picked: the signs less the harmless ones, not below 0, of all signs.
 *
 * `name` is the field of the response, `sign` the boolean that tells what warns. The feedback is
 * that of what was picked; what was missed is not given away. Throws `InvalidResponse` for anything
 * but a list of distinct ids of what can be picked.
 */
export function gradeSpots<S extends string>(
  key: { right: string; wrong: string },
  response: unknown,
  name: string,
  spots: Spots<S>,
  sign: S,
): Grade {
  const picked = distinctIds(onlyList(response, name), (id) => Object.hasOwn(spots, id));
  const chosen = Object.keys(spots).flatMap((id) => (picked.has(id) && spots[id]) || []);
  const hits = chosen.filter((spot) => spot[sign]).length;
  const numerator = Math.max(0, 2 * hits - chosen.length);
  const denominator = Object.values(spots).filter((spot) => spot[sign]).length;
  const lines = chosen.map(({ feedback }) => feedback);
  return makeGrade(numerator, denominator, [...lines, ...closing(key, numerator, denominator)]);
}

/** Pick a spot, or take it back; in the order of the item. */
export function toggle(known: string[], picked: readonly string[], id: string): string[] {
  return known.filter((other) => (other === id ? !picked.includes(id) : picked.includes(other)));
}

/** What of a saved response still makes sense, in the order of the item. */
export function restore(known: string[], picked: readonly string[]): string[] {
  return known.filter((id) => picked.includes(id));
}
