/**
 * The course of the game: what comes next, how fast, and which basket is aimed at.
 */
import type { Placed } from "../../hand/placed";

/** How long a thing drifts past, in seconds; one that drifted past comes round again. */
export const SECONDS = { slow: 18, middle: 12, quick: 7 } as const;

/** "still" waits without any movement, for as long as it takes. */
export type Speed = "still" | keyof typeof SECONDS;
export const SPEEDS: readonly Speed[] = ["still", "slow", "middle", "quick"];

/** The next thing that is in no basket: after one of them, round and round; undefined if all are. */
export function nextOf(
  things: readonly { id: string }[],
  placed: Placed,
  after?: string,
): string | undefined {
  const from = things.findIndex(({ id }) => id === after) + 1;
  const round = [...things.slice(from), ...things.slice(0, from)];
  return round.find(({ id }) => !Object.hasOwn(placed, id))?.id;
}

/** The basket that an arrow key aims at: from none, the first or last; then on, round and round. */
export function aimOn(aim: number | null, step: 1 | -1, baskets: number): number {
  if (aim === null) return step === 1 ? 0 : baskets - 1;
  return (aim + step + baskets) % baskets;
}

/** The basket that a number key means: its place from 0, or undefined. */
export function basketOf(code: string, baskets: number): number | undefined {
  // By its place on the keyboard: some layouts have other digits there, or need Shift for them.
  const digit = Number(/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? 0);
  return digit >= 1 && digit <= baskets ? digit - 1 : undefined;
}
