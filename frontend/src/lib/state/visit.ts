/** The module that was played last on this device, for "Go on where you were". */
import type { Locale } from "../api/types";
import { Table } from "../offline/table";

export interface Visit {
  module: string;
  title: string;
  url: string;
  locale: Locale;
}

const KEY = "visit";
const values = new Table<Visit>("values");

export function lastVisit(): Promise<Visit | undefined> {
  return values.get(KEY);
}

export function noteVisit(visit: Visit): Promise<void> {
  return values.put(KEY, visit);
}

/** Nothing is left to go on with. */
export function endVisit(): Promise<void> {
  return values.remove(KEY);
}
