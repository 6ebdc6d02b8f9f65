/**
 * The rules of a memory; the twin of `quizzes/kinds/memory.py`.
 */
import type { MemoryKey, MemoryPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { isObject, onlyList } from "../response";

/** Two cards that belong together, by their ids. */
export type Pair = readonly string[];

/**
 * Grade the pairs that were found: 1 of 1 for all of them, else 0.
 *
 * Throws `InvalidResponse` for anything but distinct pairs of the item, each in either order, and for
 * turns that are no whole number.
 */
export function grade(key: MemoryKey, response: unknown): Grade {
  const found = new Set<string>();
  for (const value of onlyList(withoutTurns(response), "found")) {
    const pair = pairOf(key, value);
    if (pair.some((card) => found.has(card))) {
      throw new InvalidResponse("The response names a pair twice.");
    }
    for (const card of pair) found.add(card);
  }
  const denominator = key.pairs.length > 0 ? 1 : 0;
  const isDone = denominator > 0 && found.size === 2 * key.pairs.length;
  return makeGrade(isDone ? 1 : 0, denominator, isDone ? [key.after] : []);
}

function withoutTurns(response: unknown): unknown {
  if (!isObject(response) || !Object.hasOwn(response, "turns")) return response;
  const { turns, ...rest } = response;
  if (!Number.isInteger(turns) || Number(turns) < 0) {
    throw new InvalidResponse("There cannot be less than no turn.");
  }
  return rest;
}

function pairOf(key: MemoryKey, value: unknown): Pair {
  if (!Array.isArray(value) || value.length !== 2) {
    throw new InvalidResponse("A pair must be a list of two ids.");
  }
  const [one, two] = value as [unknown, unknown];
  if (typeof one !== "string" || typeof two !== "string" || !isPair(key, one, two)) {
    throw new InvalidResponse("The response names two cards that are no pair.");
  }
  return [one, two];
}

/** Whether two cards belong together. */
export function isPair(key: MemoryKey, one: string, two: string): boolean {
  return key.pairs.some(([a, b]) => (a === one && b === two) || (a === two && b === one));
}

/** What of the pairs that were found before still makes sense: those whose cards are there. */
export function restore(item: MemoryPublic, found: readonly Pair[]): string[][] {
  const known = new Set(item.cards.map(({ id }) => id));
  return found.filter((pair) => pair.every((card) => known.has(card))).map((pair) => [...pair]);
}

/** Where the cards lie: as they did before, where that is known and still true, else mixed anew. */
export function layOut(item: MemoryPublic, before: readonly string[] = []): string[] {
  const cards = item.cards.map(({ id }) => id);
  const isSame = before.length === cards.length && cards.every((card) => before.includes(card));
  return isSame ? [...before] : mix(cards);
}

/** Mix a list (Fisher and Yates). */
export function mix<T>(things: readonly T[], random: () => number = Math.random): T[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

/** How many columns a wide screen has, so that the rows come out even. */
export function columns(cards: number): number {
  if (cards === 6) return 3;
  return cards % 4 === 0 ? 4 : 5;
}
