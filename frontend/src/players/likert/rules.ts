/**
 * The rules of a scale; the twin of `quizzes/kinds/likert.py`.
 */
import type { LikertKey, LikertPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { onlyField } from "../response";

/**
 * Take the chosen option, and reply to it; there is nothing to score.
 *
 * Throws `InvalidResponse` for anything but null or the id of an option.
 */
export function grade(key: LikertKey, response: unknown): Grade {
  const choice = onlyField(response, "choice");
  if (choice === null) return makeGrade(0, 0, [key.after]);
  if (typeof choice !== "string" || !Object.hasOwn(key.options, choice)) {
    throw new InvalidResponse("The response names an id that the item has not.");
  }
  return makeGrade(0, 0, [key.options[choice]?.reply ?? "", key.after]);
}

/**
 * Whether a way to help belongs beside the reply: where the face is not a happy one. A scale
 * without faces does not say which end is the hard one, so it is there for every option.
 */
export function wantsHelp({ options }: LikertPublic, choice: string | null): boolean {
  const face = options.find(({ id }) => id === choice)?.face;
  return face !== undefined && ["", "1", "2"].includes(face);
}

/** What of a saved response still makes sense. */
export function restore({ options }: LikertPublic, choice: string | null): string | null {
  return options.some(({ id }) => id === choice) ? choice : null;
}
