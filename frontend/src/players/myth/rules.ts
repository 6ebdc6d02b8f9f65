/**
 * The rules of "Myth or fact"; the twin of `quizzes/kinds/myth.py`.
 */
import type { MythKey, MythPublic } from "../../lib/api/types";
import { makeGrade, type Grade } from "../contract";
import { closing, wholeMapping } from "../response";

export const CALLS = ["myth", "fact"] as const;
export type Call = (typeof CALLS)[number];

/** What the cards are called so far: the call by the card's id. */
export type Called = Readonly<Record<string, string>>;

/** Whether a value is something that a card can be called. */
export function isCall(value: unknown): value is Call {
  return (CALLS as readonly unknown[]).includes(value);
}

/**
 * Grade what the cards were called: those that are called right, of all.
 *
 * Throws `InvalidResponse` for anything but a call for every card or for none.
 */
export function grade(key: MythKey, response: unknown): Grade {
  const cards = Object.entries(key.cards);
  const ids = cards.map(([id]) => id);
  const calls = wholeMapping(response, "calls", ids, isCall);
  const called = cards.filter(([id]) => Object.hasOwn(calls, id));
  const numerator = called.filter(([id]) => isRight(key, calls, id)).length;
  const lines = called.map(([, { feedback }]) => feedback);
  return makeGrade(numerator, cards.length, [...lines, ...closing(key, numerator, cards.length)]);
}

/** Whether a card is called what it is. */
export function isRight(key: MythKey, calls: Called, id: string): boolean {
  const card = key.cards[id];
  return card !== undefined && calls[id] === (card.fact ? "fact" : "myth");
}

/** What stays called when a learner tries again: what was right. */
export function keepRight(key: MythKey, calls: Called): Called {
  return Object.fromEntries(Object.entries(calls).filter(([id]) => isRight(key, calls, id)));
}

/** What of a saved response still makes sense, in the order of the cards. */
export function restore(item: MythPublic, calls: Called): Called {
  return Object.fromEntries(
    item.cards.flatMap(({ id }) => {
      const call = Object.hasOwn(calls, id) ? calls[id] : undefined;
      return isCall(call) ? [[id, call]] : [];
    }),
  );
}

/** The place of the first card that waits for a call after a place, round to the top. */
export function nextOpen(item: MythPublic, calls: Called, after = -1): number | undefined {
  const places = item.cards.map((_, place) => place);
  const turn = after + 1;
  return [...places.slice(turn), ...places.slice(0, turn)].find(
    (place) => !Object.hasOwn(calls, item.cards[place]?.id ?? ""),
  );
}
