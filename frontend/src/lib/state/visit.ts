/** The module that was played last on this device: for "Go on where you were", and for the boat. */
import type { Locale } from "../api/types";
import { Table } from "../device/table";

export interface Visit {
  module: string;
  title: string;
  url: string;
  locale: Locale;
}

const KEY = "visit";
const values = new Table<Visit>("values");

const PLAYED = "played";
const played = new Table<string>("values");

export function lastVisit(): Promise<Visit | undefined> {
  return values.get(KEY);
}

export async function noteVisit(visit: Visit): Promise<void> {
  await Promise.all([values.put(KEY, visit), played.put(PLAYED, visit.module)]);
}

/** The key of the module that was in play last, finished or not. */
export function lastPlayed(): Promise<string | undefined> {
  return played.get(PLAYED);
}

/** Nothing is left to go on with. */
export function endVisit(): Promise<void> {
  return values.remove(KEY);
}
