import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Messages = Record<string, string>;

/** The language that all messages are written in first. */
export const FIRST = "en";

const SUFFIX = /_(zero|one|two|few|many|other)$/;

/** The languages that have a catalogue with words in it; an empty one is for translators. */
export function localesOf(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(".json", ""))
    .filter((locale) => Object.values(raw(directory, locale)).some(Boolean));
}

/** A language's messages, with the English ones where it has none. */
export function read(directory: string, locale: string): Messages {
  return completed(locale, raw(directory, locale), raw(directory, FIRST));
}

function raw(directory: string, locale: string): Messages {
  return JSON.parse(readFileSync(join(directory, `${locale}.json`), "utf8")) as Messages;
}

/** Messages with every key and every plural form that the language needs: English fills the holes. */
export function completed(locale: string, own: Messages, english: Messages): Messages {
  const fallback = (key: string) => english[key] ?? english[key.replace(SUFFIX, "_other")] ?? "";
  // A language's own general form reads better than an English exact one.
  const general = (key: string) => own[key.replace(SUFFIX, "_other")];
  return Object.fromEntries(
    keysOf(locale, english).map((key) => [key, own[key] || general(key) || fallback(key)]),
  );
}

/** A catalogue for translators: every key that the language needs, "" where words are missing. */
export function skeleton(locale: string, own: Messages, english: Messages): Messages {
  return Object.fromEntries(keysOf(locale, english).map((key) => [key, own[key] ?? ""]));
}

/** Every key of a language, sorted: the English ones, with the language's own plural forms. */
function keysOf(locale: string, english: Messages): string[] {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const bases = new Set(
    Object.keys(english)
      .filter((key) => key.endsWith("_other"))
      .map((key) => key.replace(SUFFIX, "")),
  );
  const keys = Object.keys(english).filter((key) => !bases.has(key.replace(SUFFIX, "")));
  const plurals = [...bases].flatMap((base) => forms.map((form) => `${base}_${form}`));
  return [...keys, ...plurals].sort();
}
