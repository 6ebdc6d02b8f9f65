/**
 * The rules of the kinds in which something is made that stays on the device; the twin of
 * `quizzes/kinds/making.py`.
 */
import { InvalidResponse, makeGrade, type Grade } from "./contract";
import { onlyField } from "./response";

/**
 * Give a grade without points; whoever made something is told the last line.
 *
 * Throws `InvalidResponse` for anything but true or false.
 */
export function grade(key: { after: string }, response: unknown): Grade {
  const done = onlyField(response, "done");
  if (typeof done !== "boolean") throw new InvalidResponse("“done” has the wrong type.");
  return makeGrade(0, 0, done ? [key.after] : []);
}
