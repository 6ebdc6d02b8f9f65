/**
 * The rules of a lock; the twin of `quizzes/kinds/lock.py`.
 */
import type { LockKey, LockPublic } from "../../lib/api/types";
import { makeGrade, type Grade } from "../contract";
import { distinctIds, onlyList } from "../response";

/**
 * Take the puzzles that were solved; there is nothing to score.
 *
 * Throws `InvalidResponse` for anything but a list of distinct ids of puzzles.
 */
export function grade(key: LockKey, response: unknown): Grade {
  const opened = distinctIds(onlyList(response, "opened"), (id) => Object.hasOwn(key.puzzles, id));
  const isOpen = opened.size === Object.keys(key.puzzles).length;
  return makeGrade(0, 0, isOpen ? [key.after] : []);
}

/** Whether an answer is the right one of its puzzle. */
export function isRight(key: LockKey, puzzle: string, option: string): boolean {
  return Object.hasOwn(key.puzzles, puzzle) && key.puzzles[puzzle]?.option === option;
}

/** What of a saved response still makes sense, in the order of the puzzles. */
export function restore(item: LockPublic, opened: readonly string[]): string[] {
  return item.puzzles.map(({ id }) => id).filter((id) => opened.includes(id));
}

/** Whether every puzzle is solved. */
export function isOpen(item: LockPublic, opened: readonly string[]): boolean {
  return item.puzzles.every(({ id }) => opened.includes(id));
}
