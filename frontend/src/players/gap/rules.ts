/**
 * The rules of a text with gaps; the twin of `quizzes/kinds/gap.py`.
 */
import type { GapKey, GapPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import type { Placed } from "../hand/placed";
import { closing, wholeMapping } from "../response";

/** The word's id by the gap's. */
export type Filled = Readonly<Record<string, string>>;

/**
 * Grade the filled gaps: the right ones, of all.
 *
 * Throws `InvalidResponse` for anything but one known word, each used once, for every gap or for
 * none.
 */
export function grade(key: GapKey, response: unknown): Grade {
  const gaps = Object.entries(key.gaps);
  const filled = wholeMapping(response, "gaps", Object.keys(key.gaps), (id) =>
    key.words.includes(id),
  );
  const words = Object.values(filled);
  if (new Set(words).size < words.length) {
    throw new InvalidResponse("The response names an id twice.");
  }
  const strays = gaps.filter(([id]) => words.length > 0 && !fills(key, id, filled[id]));
  const numerator = words.length - strays.length;
  const lines = strays.map(([, { feedback }]) => feedback);
  return makeGrade(numerator, gaps.length, [...lines, ...closing(key, numerator, gaps.length)]);
}

/** Whether a word fills a gap as it should be; another that reads the same does, too. */
export function fills(key: GapKey, gap: string, word: string | undefined): boolean {
  return word !== undefined && Boolean(key.gaps[gap]?.words.includes(word));
}

/** The ids of the gaps, in the order of the text. */
export function gapsOf(item: GapPublic): string[] {
  return item.parts.filter(({ type }) => type === "gap").map(({ id }) => id);
}

/** The words in the gaps, in the order of the text, from the gap in which each word lies. */
export function filledOf(item: GapPublic, placed: Placed): Filled {
  return Object.fromEntries(
    gapsOf(item).flatMap((gap) => {
      const word = item.words.find(({ id }) => placed[id] === gap);
      return word ? [[gap, word.id]] : [];
    }),
  );
}

/** The gap in which each word lies. */
export function placedOf(filled: Filled): Placed {
  return Object.fromEntries(Object.entries(filled).map(([gap, word]) => [word, gap]));
}

/** What of a saved response still makes sense. */
export function restore(item: GapPublic, filled: Filled): Filled {
  return filledOf(item, placedOf(filled));
}
