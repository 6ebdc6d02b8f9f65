/**
 * What this device remembers about one module: where its player is and what they did there.
 */
import type { AnyResponse, Form, ModuleProgress, Outcome } from "../api/types";

/** When a form of a check is answered: before or after the module. */
export type FormPhase = Form["phase"];

/** The stop after the last one. */
export const FINISH = "finish";

export interface SavedResponse {
  response: AnyResponse;
  /** True when it was committed, false for a draft. */
  done: boolean;
}

export interface ModuleRecord {
  module: string;
  /** The version of the content that was played last. */
  version: string;
  state: "started" | "finished";
  /** The id of the stop where the player is; empty before the first. */
  at: string;
  /** Ids of the stops that are done. */
  done: string[];
  /** Answers and drafts by item id. */
  answers: Record<string, SavedResponse>;
  /** Best score of each practice item, 0 to 1; null when it has none. */
  best: Record<string, number | null>;
  /** Whether the form before the module is asked; not said in a record from when it always was. */
  asksFirst?: boolean;
  /** The forms of the check that were handed in; none in a record from before there were any. */
  forms?: FormPhase[];
  /** How the questions at the end went; empty until the server has said so. */
  outcomes: CheckOutcome[];
  /** The same of the questions before the module. */
  outcomesBefore?: CheckOutcome[];
  stars: number;
  pearls: number;
  /** How often the module has been played again after its end. */
  replays: number;
  /** Chance, from 0 to below 1, by which this learner's questions of the checks are drawn. */
  draw?: number;
}

export interface CheckOutcome {
  item: string;
  outcome: Outcome;
  feedback: string;
}

export function newRecord(module: string, version: string): ModuleRecord {
  return {
    module,
    version,
    state: "started",
    at: "",
    done: [],
    answers: {},
    best: {},
    forms: [],
    outcomes: [],
    stars: 0,
    pearls: 0,
    replays: 0,
    draw: Math.random(),
  };
}

/**
 * Stars of a finished module, 1 to 3, from the best scores of its scored practice items (0 for one
 * that was not answered).
 *
 * The rule is the API's: finished is 1, a mean of 0.6 is 2, of 0.85 is 3. A module with nothing
 * to score gives one.
 */
export function starsFor(scores: number[]): number {
  if (scores.length === 0) return 1;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  // Sums of thirds and fifths must not miss a limit by a rounding error.
  const reached = (limit: number) => mean >= limit - 1e-9;
  if (reached(0.85)) return 3;
  return reached(0.6) ? 2 : 1;
}

export type Shown = Pick<ModuleProgress, "state" | "stars" | "pearls">;

/** The better of what this device and the server remember; either may know nothing. */
export function better(here: Shown | undefined, there: Shown | undefined): Shown | undefined {
  if (!here || !there) return here ?? there;
  return {
    state: here.state === "finished" || there.state === "finished" ? "finished" : "started",
    stars: Math.max(here.stars, there.stars),
    pearls: Math.max(here.pearls, there.pearls),
  };
}

/** Whether every id in a response still exists in its item: content may have changed since. */
export function stillFits(item: unknown, response: unknown): boolean {
  const known = new Set(stringsIn(item));
  return stringsIn(response, true).every((id) => known.has(id));
}

function stringsIn(value: unknown, withKeys = false, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((entry) => stringsIn(entry, withKeys, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [
    // The fields of the response itself ("choices", "bins") are no ids; those below may be.
    ...(withKeys && depth > 0 ? [key] : []),
    ...stringsIn(entry, withKeys, depth + 1),
  ]);
}
