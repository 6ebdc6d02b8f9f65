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

/** Give the ids in a list, having checked that each is known and there once. */
export function distinctIds(values: unknown[], isKnown: (id: string) => boolean): Set<string> {
  const ids = new Set<string>();
  for (const value of values) {
    if (typeof value !== "string" || !isKnown(value)) {
      throw new InvalidResponse("The response names an id that the item has not.");
    }
    if (ids.has(value)) throw new InvalidResponse("The response names an id twice.");
    ids.add(value);
  }
  return ids;
}

/**
 * Give the one field of a response as a mapping that has an allowed value for every thing, or for
 * none. Throws `InvalidResponse` for anything else.
 */
export function wholeMapping(
  response: unknown,
  name: string,
  things: string[],
  isAllowed: (id: string) => boolean,
): Readonly<Record<string, string>> {
  const given = onlyField(response, name);
  if (!isObject(given)) throw new InvalidResponse(`“${name}” has the wrong type.`);
  const ids = Object.keys(given);
  const known = new Set(things);
  if (ids.length > 0 && !(ids.length === known.size && ids.every((id) => known.has(id)))) {
    throw new InvalidResponse("Every part of the item must be answered, or none.");
  }
  const values: Record<string, string> = {};
  for (const thing of ids.length > 0 ? things : []) {
    const value = given[thing];
    if (typeof value !== "string" || !isAllowed(value)) {
      throw new InvalidResponse("The response names an id that the item has not.");
    }
    values[thing] = value;
  }
  return values;
}

/** The line that ends the feedback; none where there is nothing to score. */
export function closing(
  key: { right: string; wrong: string },
  numerator: number,
  denominator: number,
): string[] {
  if (denominator === 0) return [];
  return [numerator === denominator ? key.right : key.wrong];
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
