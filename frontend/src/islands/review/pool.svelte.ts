import type { AnyResponse, Kind, Locale, ReviewQuestion } from "../../lib/api/types";
import { call } from "../../lib/api/client";
import { knownToken } from "../../lib/learner";
import type { Outbox } from "../../lib/offline/outbox";
import type { SavedResponse } from "../../lib/state/record";
import { uuid7 } from "../../lib/uuid7";
import type { Answer } from "../../players/contract";
import type { StepStop } from "../stage/stops";
import { dropReview, keep, keptReview, type Review } from "./kept";

/**
 * Give the review to play, or null when nothing is due.
 *
 * One that was begun is gone on with, whatever the server says by now: its first answer has marked
 * it as done there. One that was only fetched is fetched anew, and kept in case there is no network.
 * Rejects with an `ApiError` when the server cannot be asked and nothing is kept.
 */
export async function findReview(locale: Locale, outbox: Outbox): Promise<Review | null> {
  const kept = await keptReview();
  if (kept && (kept.done > 0 || kept.answer)) return kept;
  const token = await knownToken();
  if (!token) return null;
  // What waits to be sent decides what is due.
  await outbox.flush();
  try {
    const path = "/api/v1/learners/me/review/";
    const { questions } = await call("get", path, { query: { locale }, token });
    if (questions.length === 0) {
      await dropReview();
      return null;
    }
    const review = { questions, done: 0, answer: null };
    await keep(review);
    return review;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** A review in play: asks one question after the other, keeps and sends what is answered. */
export class Pool {
  readonly questions: ReviewQuestion[];
  readonly #outbox: Pick<Outbox, "addAttempt">;
  #review: Review = $state() as Review;
  #isSkipped = $state(false);
  question: ReviewQuestion | undefined = $derived.by(() => this.questions[this.#review.done]);

  constructor(review: Review, outbox: Pick<Outbox, "addAttempt">) {
    this.questions = review.questions;
    this.#review = review;
    this.#outbox = outbox;
  }

  /** How many questions are done. */
  get done(): number {
    return this.#review.done;
  }

  /** How many pearls shine: an answer lights one at once, right or wrong. */
  get lit(): number {
    return this.done + (this.question && this.ready ? 1 : 0);
  }

  /** The question may be left: it was answered, right or wrong, or cannot be played here. */
  get ready(): boolean {
    return this.#isSkipped || this.#review.answer?.done === true;
  }

  next(): void {
    if (!this.question || !this.ready) return;
    this.#isSkipped = false;
    this.#review.done += 1;
    this.#review.answer = null;
    this.#keep();
  }

  // What ItemStop asks of whoever holds its answers. One question is at hand at a time.

  saved(): SavedResponse | null {
    return this.#review.answer;
  }

  draft(_stop: StepStop, response: AnyResponse): void {
    // An answer that was handed in stays handed in while it is tried again.
    if (this.ready) return;
    this.#review.answer = { response: $state.snapshot(response), done: false };
    this.#keep();
  }

  /** Keep a committed answer and send it. Resolves when it is safe on the device. */
  async answer(stop: StepStop, { response: given }: Answer<Kind>): Promise<void> {
    const { question } = this;
    if (!question || question.step.id !== stop.id) return;
    const response = $state.snapshot(given);
    this.#review.answer = { response, done: true };
    this.#keep();
    await this.#outbox.addAttempt({
      id: uuid7(),
      module: question.module,
      version: question.version,
      item: question.step.item.id,
      phase: "review",
      response,
    });
  }

  complete(): void {
    this.#isSkipped = true;
  }

  #keep(): void {
    void keep($state.snapshot(this.#review));
  }
}
