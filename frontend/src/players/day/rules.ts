/**
 * The rules of a day builder; the twin of `quizzes/kinds/day.py`.
 */
import type { DayKey, DayPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { isObject, onlyField } from "../response";

/** How many hours each activity has, by its id. */
export type Hours = Readonly<Record<string, number>>;

/** Whether the hours of an activity are as many as do good. */
export type Amount = "little" | "fine" | "much";

/**
 * Take the day, and say what there is to notice in it; there is nothing to score.
 *
 * Throws `InvalidResponse` for anything but a whole number of hours for every activity, not more
 * than the day has together, or no activity at all.
 */
export function grade(key: DayKey, response: unknown): Grade {
  const given = onlyField(response, "hours");
  if (!isObject(given)) throw new InvalidResponse("“hours” has the wrong type.");
  const ids = Object.keys(given);
  const activities = Object.keys(key.activities);
  if (ids.length === 0) return makeGrade(0, 0, [key.after]);
  if (ids.length !== activities.length || !ids.every((id) => Object.hasOwn(key.activities, id))) {
    throw new InvalidResponse("Every part of the item must be answered, or none.");
  }
  if (!Object.values(given).every((number) => Number.isInteger(number) && Number(number) >= 0)) {
    throw new InvalidResponse("Hours are whole numbers from 0.");
  }
  const hours = given as Hours;
  if (sum(hours) > key.hours) {
    throw new InvalidResponse("The response has more hours than the day.");
  }
  const lines = activities.map((id) => {
    const amount = amountOf(key, id, hours[id] ?? 0);
    return amount === "fine" ? "" : (key.activities[id]?.[amount] ?? "");
  });
  return makeGrade(0, 0, [...lines, key.after]);
}

/** Whether an activity has as many hours as do good. */
export function amountOf(key: DayKey, id: string, number: number): Amount {
  const good = key.activities[id];
  if (good && number < good.least) return "little";
  return good && number > good.most ? "much" : "fine";
}

/** How many hours are given away. */
export function sum(hours: Hours): number {
  return Object.values(hours).reduce((total, number) => total + number, 0);
}

/** Where on the ring of the day each activity with hours lies: where it begins, and how long. */
export function arcs(item: DayPublic, hours: Hours) {
  let start = 0;
  return item.activities.flatMap(({ id, sort }) => {
    const length = hours[id] ?? 0;
    const arc = { id, sort, start, length };
    start += length;
    return length > 0 ? [arc] : [];
  });
}

/**
 * What of a saved response still makes sense: every activity with its hours, the last ones with
 * fewer where the day has become shorter.
 */
export function restore(item: DayPublic, saved: Hours): Hours {
  let left = item.hours;
  return Object.fromEntries(
    item.activities.map(({ id }) => {
      const number = Math.min(left, Object.hasOwn(saved, id) ? (saved[id] ?? 0) : 0);
      left -= number;
      return [id, number];
    }),
  );
}
