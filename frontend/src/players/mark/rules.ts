/**
 * The rules of a text to mark; the twin of `quizzes/kinds/mark.py`.
 */
import type { MarkKey, MarkPublic } from "../../lib/api/types";
import type { Grade } from "../contract";
import { gradeSpots } from "../spotting/rules";

/**
 * Grade the marked pieces: the signs less the harmless ones, not below 0, of all signs.
 *
 * Throws `InvalidResponse` for anything but a list of distinct ids of markable pieces.
 */
export function grade(key: MarkKey, response: unknown): Grade {
  return gradeSpots(key, response, "marks", key.parts, "sign");
}

/** The ids of the pieces that can be marked, in reading order. */
export function markable({ parts }: MarkPublic): string[] {
  return parts.flatMap((part) => (part.markable ? [part.id] : []));
}
