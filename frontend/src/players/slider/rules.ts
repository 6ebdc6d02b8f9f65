/**
 * The rules of a slider; the twin of `quizzes/kinds/slider.py`.
 */
import type { SliderKey, SliderPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { onlyField } from "../response";

type Line = Pick<SliderPublic, "least" | "most" | "step">;

/**
 * Take the place on the line; there is nothing to score.
 *
 * Throws `InvalidResponse` for anything but null or the number of a place.
 */
export function grade(key: SliderKey, response: unknown): Grade {
  const value = onlyField(response, "value");
  if (value !== null && !isPlace(key, value)) {
    throw new InvalidResponse("The number is none of the slider.");
  }
  return makeGrade(0, 0, [key.after]);
}

function isPlace({ least, most, step }: Line, value: unknown): value is number {
  return (
    Number.isInteger(value) &&
    (value as number) >= least &&
    (value as number) <= most &&
    ((value as number) - least) % step === 0
  );
}

/** The place in the middle, or the last one before it, where the thumb waits to be touched. */
export function middle({ least, most, step }: Line): number {
  return least + Math.floor((most - least) / step / 2) * step;
}

/** Where on the line a place is, from 0 to 1. */
export function shareOf({ least, most }: Line, value: number): number {
  return most > least ? (value - least) / (most - least) : 0;
}

/** What a place is called: an end by its own words, any other by the end it is nearer to. */
export function callOf(line: Line, value: number): "low" | "lower" | "middle" | "higher" | "high" {
  const share = shareOf(line, value);
  if (share === 0) return "low";
  if (share === 1) return "high";
  if (share === 0.5) return "middle";
  return share < 0.5 ? "lower" : "higher";
}

/** What of a saved response still makes sense. */
export function restore(line: Line, value: number | null): number | null {
  return isPlace(line, value) ? value : null;
}
