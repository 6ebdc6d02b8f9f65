/**
 * The rules of a hidden score; the twin of `quizzes/kinds/hidden_score.py`.
 */
import type { HiddenScoreCosts, HiddenScoreKey, HiddenScorePublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { onlyList } from "../response";

/** What can be paid with, in the order in which it is shown. */
export const COSTS = ["time", "data", "money", "sleep", "mood"] as const;
export type Cost = (typeof COSTS)[number];

/** An option that was chosen, with what came out about it. */
export interface Paid {
  round: string;
  text: string;
  fun: number;
  costs: HiddenScoreCosts;
  why: string;
}

/**
 * Take what was chosen in each round; there is nothing to score.
 *
 * Throws `InvalidResponse` for anything but an option of each round, in the order of the rounds, or
 * none at all.
 */
export function grade(key: HiddenScoreKey, response: unknown): Grade {
  const choices = onlyList(response, "choices");
  const rounds = Object.values(key.rounds);
  if (choices.length > 0 && choices.length !== rounds.length) {
    throw new InvalidResponse("Every round must be answered, or none.");
  }
  const fits = (choice: unknown, index: number) =>
    typeof choice === "string" && Object.hasOwn(rounds[index] ?? {}, choice);
  if (!choices.every(fits)) {
    throw new InvalidResponse("The response names an id that the round has not.");
  }
  return makeGrade(0, 0, [key.after]);
}

/** The chosen options, a round each, with what the key tells about them. */
export function paid(
  item: HiddenScorePublic,
  key: HiddenScoreKey | undefined,
  choices: string[],
): Paid[] {
  const nothing = { time: 0, data: 0, money: 0, sleep: 0, mood: 0 };
  return item.rounds.flatMap((round, index) => {
    const option = round.options.find(({ id }) => id === choices[index]);
    if (!option) return [];
    const { text, fun } = option;
    const told = key?.rounds[round.id]?.[option.id] ?? { costs: nothing, why: "" };
    return [{ round: round.text, text, fun, ...told }];
  });
}

/** How much of something was paid in all rounds. */
export function total(all: Paid[], cost: Cost): number {
  return all.reduce((sum, { costs }) => sum + costs[cost], 0);
}

/** What of a saved response still makes sense: the choices up to a round that has changed. */
export function restore({ rounds }: HiddenScorePublic, choices: string[]): string[] {
  const gone = rounds.findIndex(({ options }, index) =>
    options.every(({ id }) => id !== choices[index]),
  );
  return choices.slice(0, gone < 0 ? rounds.length : gone);
}
