/**
 * The rules of a choice; the twin of `quizzes/kinds/choice.py`.
 */
import type { ChoiceKey, ChoicePublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { closing, distinctIds, onlyList } from "../response";

/**
 * Grade the chosen options.
 *
 * A single choice is worth 1 or 0 of 1; a multiple choice the right ticks less the wrong ones, not
 * below 0, of the number of right options (QTI's `map_response` with a lower bound). Throws
 * `InvalidResponse` for anything but a list of distinct ids of options, and for more than one where
 * one may be chosen.
 */
export function grade(key: ChoiceKey, response: unknown): Grade {
  const ticked = distinctIds(onlyList(response, "choices"), (id) => Object.hasOwn(key.options, id));
  if (!key.multiple && ticked.size > 1) {
    throw new InvalidResponse("Only one option may be chosen.");
  }
  const options = Object.entries(key.options);
  const chosen = options.filter(([id]) => ticked.has(id)).map(([, option]) => option);
  const right = chosen.filter(({ correct }) => correct).length;
  const numerator = key.multiple ? Math.max(0, 2 * right - chosen.length) : right;
  const denominator = key.multiple ? options.filter(([, { correct }]) => correct).length : 1;
  const lines = chosen.map(({ feedback }) => feedback);
  return makeGrade(numerator, denominator, [...lines, ...closing(key, numerator, denominator)]);
}

/** Tick an option, or take its tick back; of a single choice another tick goes away. */
export function toggle(item: ChoicePublic, chosen: string[], id: string): string[] {
  if (!item.multiple) return [id];
  return item.options
    .map((option) => option.id)
    .filter((other) => (other === id ? !chosen.includes(id) : chosen.includes(other)));
}

/** What stays ticked when a learner tries again: what was right. */
export function keepRight(key: ChoiceKey, chosen: string[]): string[] {
  return key.multiple ? chosen.filter((id) => key.options[id]?.correct) : [];
}

/** What of a saved response still makes sense, in the order of the options. */
export function restore(item: ChoicePublic, choices: string[]): string[] {
  const known = item.options.map(({ id }) => id).filter((id) => choices.includes(id));
  return item.multiple ? known : known.slice(0, 1);
}
