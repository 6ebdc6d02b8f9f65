/**
 * The rules of an inbox; the twin of `quizzes/kinds/triage.py`.
 */
import type { TriageKey, TriagePublic } from "../../lib/api/types";
import { makeGrade, type Grade } from "../contract";
import { closing, wholeMapping } from "../response";

export const ACTIONS = ["keep", "report", "ask"] as const;
export type Action = (typeof ACTIONS)[number];

/** What is done with the messages so far: the action by the message's id. */
export type Decided = Readonly<Record<string, string>>;

/** Whether a value is something that can be done with a message. */
export function isAction(value: unknown): value is Action {
  return (ACTIONS as readonly unknown[]).includes(value);
}

/**
 * Grade what was done with the messages: those with a right action, of all.
 *
 * Throws `InvalidResponse` for anything but an action for every message or for none.
 */
export function grade(key: TriageKey, response: unknown): Grade {
  const messages = Object.entries(key.messages);
  const ids = messages.map(([id]) => id);
  const decided = wholeMapping(response, "actions", ids, isAction);
  const misjudged = messages.filter(([id]) => id in decided && !isRight(key, decided, id));
  const numerator = Object.keys(decided).length - misjudged.length;
  const denominator = messages.length;
  const lines = misjudged.map(([, { feedback }]) => feedback);
  if (ids.some((id) => isFalseAlarm(key, decided, id))) lines.push(key.alarm);
  return makeGrade(numerator, denominator, [...lines, ...closing(key, numerator, denominator)]);
}

/** Whether what is done with a message is right. */
export function isRight(key: TriageKey, decided: Decided, id: string): boolean {
  return key.messages[id]?.actions.includes(decided[id] ?? "") ?? false;
}

/** Whether a message is genuine and was reported. */
export function isFalseAlarm(key: TriageKey, decided: Decided, id: string): boolean {
  const isGenuine = key.messages[id]?.genuine ?? false;
  return isGenuine && decided[id] === "report" && !isRight(key, decided, id);
}

/** What stays decided when a learner tries again: what was right. */
export function keepRight(key: TriageKey, decided: Decided): Decided {
  return Object.fromEntries(Object.entries(decided).filter(([id]) => isRight(key, decided, id)));
}

/** What of a saved response still makes sense, in the order of the inbox. */
export function restore(item: TriagePublic, actions: Decided): Decided {
  return Object.fromEntries(
    item.messages.flatMap(({ id }) => {
      const action = Object.hasOwn(actions, id) ? actions[id] : undefined;
      return isAction(action) ? [[id, action]] : [];
    }),
  );
}

/** The id of the first message that waits for a decision after another one, or from the top. */
export function nextOpen(item: TriagePublic, decided: Decided, after = ""): string | undefined {
  const ids = item.messages.map(({ id }) => id);
  const turn = ids.indexOf(after) + 1;
  return [...ids.slice(turn), ...ids.slice(0, turn)].find(
    (id) => id !== after && !Object.hasOwn(decided, id),
  );
}
