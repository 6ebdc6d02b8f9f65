/**
 * What the rules of every kind check first; the twin of `only_field` in `quizzes/kinds/base.py`.
 */
import { InvalidResponse, type Grade } from "./contract";

export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Give the one field that a response may have.
 *
 * Throws `InvalidResponse` when it is missing or not alone: nothing unlisted may be stored about a
 * child. The type of what it gives is for the caller to check.
 */
export function onlyField(response: unknown, name: string): unknown {
  if (!isObject(response) || !Object.hasOwn(response, name)) {
    throw new InvalidResponse(`The response must be an object with “${name}”.`);
  }
  if (Object.keys(response).length > 1) {
    throw new InvalidResponse(`The response may hold “${name}” and nothing else.`);
  }
  return response[name];
}

/** The same for a field that is a list. Throws `InvalidResponse` for anything else. */
export function onlyList(response: unknown, name: string): unknown[] {
  const value = onlyField(response, name);
  if (!Array.isArray(value)) throw new InvalidResponse(`“${name}” has the wrong type.`);
  return value;
}

/**
 * Grade a saved answer once more, to show it again.
 *
 * Gives nothing when the item has been edited in such a way that the answer no longer fits.
 */
export function gradeAgain<K>(
  grade: (key: K, response: unknown) => Grade,
  key: K,
  response: unknown,
): Grade | undefined {
  try {
    return grade(key, response);
  } catch (error) {
    if (error instanceof InvalidResponse) return undefined;
    throw error;
  }
}
