/**
 * What the class of this page's player was given to play.
 *
 * The list is kept on the device, to be there at once and without a network.
 */
import type { Assignment, Locale } from "../api/types";
import { Table } from "../device/table";
import { assignments } from "./classroom";

const KEY = "due";
const values = new Table<Assignment[]>("values");
/** How long a page waits for the server before it goes by what is kept, in milliseconds. */
const PATIENCE = 3000;

/** The list as the server gave it last, or undefined before that. */
export function lastGiven(): Promise<Assignment[] | undefined> {
  return values.get(KEY);
}

/** Ask for the list in a language, and keep it. Rejects as `assignments` does. */
export async function askGiven(locale: Locale): Promise<Assignment[]> {
  const list = await assignments(locale);
  await values.put(KEY, list);
  return list;
}

/**
 * Whether the class was given a module: as the list on the device has it, else as the server says.
 *
 * Without an answer in time it was not.
 */
export async function isGiven(module: string, locale: Locale): Promise<boolean> {
  const has = (list: Assignment[] | undefined) =>
    list?.some(({ module: given }) => given === module) ?? false;
  if (has(await lastGiven())) return true;
  const asked = askGiven(locale).then(has, () => false);
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE));
  return Promise.race([asked, late]);
}
