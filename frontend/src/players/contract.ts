/**
 * What a player is: the component and the rules of one kind of interaction.
 *
 * A player lives in `players/<kind>/` as `Player.svelte` (the component, its props are
 * `PlayerProps`) and `rules.ts` (pure functions that mirror `quizzes/kinds/<kind>.py`, held equal
 * to it by `tests/vectors/<kind>.json`). It knows neither the API nor the stage, it stores nothing.
 *
 * - A practice item has a `key`: the player grades with its rules as soon as the learner commits
 *   an answer, calls `onanswer` with response and grade, and shows the grade itself with
 *   `Verdict.svelte`, which also offers "Try again". Each further try calls `onanswer` again.
 * - A check item has no `key`: the player calls `onanswer` once with `grade: null`, then shows the
 *   answer as given and locked, with no verdict. The stage says "Saved".
 * - The player draws the whole item, its `prompt` and `picture` too (the step's heading, an h2, is the
 *   stage's). The words on the button that commits are `t("item.check")` for a practice item and
 *   `t("item.save")` for a check item. `ui/Picture.svelte` draws a picture.
 * - `saved` brings back what the learner did before a reload or when they step back. A player must
 *   be able to show a saved answer at once, and must not call `onanswer` for it again. The ids in it
 *   exist in the item, but an edit may have changed what surrounds them (a chat's path may lead
 *   nowhere now): show as much of it as still makes sense.
 * - `ondraft` is told about every change before an answer is committed (a chosen option, a placed
 *   thing, the chat's path so far), so that nothing is lost on reload.
 */
import type { Component } from "svelte";
import type { Band, ItemOf, KeyOf, Kind, Outcome, ResponseOf } from "../lib/api/types";

/** A graded answer; the same numbers as the server's `quizzes.grading.Grade`. */
export interface Grade {
  numerator: number;
  /** 0 when there is nothing to score. */
  denominator: number;
  outcome: Outcome;
  /** Lines joined by "\n"; empty for none. */
  feedback: string;
}

export interface Answer<K extends Kind> {
  response: ResponseOf<K>;
  /** Null for a check item. */
  grade: Grade | null;
}

export interface Saved<K extends Kind> {
  response: ResponseOf<K>;
  /** True when the answer was committed, false for a draft. */
  done: boolean;
}

export interface PlayerProps<K extends Kind> {
  item: ItemOf<K>;
  saved: Saved<K> | null;
  band: Band;
  ondraft: (response: ResponseOf<K>) => void;
  onanswer: (answer: Answer<K>) => void;
  /** The item cannot be played here: the learner may go on without an answer. */
  onskip?: () => void;
}

/** The pure half of a player. */
export interface Rules<K extends Kind> {
  /**
   * Grade a response. Throws `InvalidResponse` when it could not have come from the item.
   */
  grade: (key: KeyOf<K>, response: unknown) => Grade;
}

export type Player<K extends Kind> = Component<PlayerProps<K>>;

/** A response that the item could not have produced. */
export class InvalidResponse extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "InvalidResponse";
  }
}

/**
 * Build a grade from its points.
 *
 * The outcome follows from them: all of the points are "correct", none "incorrect", anything
 * between "partial"; an item without points is "answered".
 */
export function makeGrade(numerator: number, denominator: number, feedback: string[]): Grade {
  return {
    numerator,
    denominator,
    outcome: outcomeOf(numerator, denominator),
    feedback: feedback.filter((line) => line !== "").join("\n"),
  };
}

function outcomeOf(numerator: number, denominator: number): Outcome {
  if (denominator === 0) return "answered";
  if (numerator === denominator) return "correct";
  return numerator === 0 ? "incorrect" : "partial";
}
