/**
 * The review that this device's learner is at: kept, so that it can be begun without a network and
 * gone on with after a break.
 */
import type { ReviewQuestion } from "../../lib/api/types";
import { Table } from "../../lib/device/table";
import type { SavedResponse } from "../../lib/state/record";

export interface Review {
  questions: ReviewQuestion[];
  /** How many of the questions are done; they are asked in their order. */
  done: number;
  /** The answer or draft to the question that is asked now. */
  answer: SavedResponse | null;
}

const KEY = "review";
const values = new Table<Review>("values");

/** The review on this device, if there is one with a question left. */
export async function keptReview(): Promise<Review | null> {
  const review = await values.get(KEY);
  return review && review.done < review.questions.length ? review : null;
}

export function keep(review: Review): Promise<void> {
  return values.put(KEY, review);
}

export function dropReview(): Promise<void> {
  return values.remove(KEY);
}
