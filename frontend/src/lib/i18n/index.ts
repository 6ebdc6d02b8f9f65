/**
 * The words of the islands, in the language of the page.
 *
 * One page has one language, so the translator is set once, before an island is mounted.
 */
import type en from "../../../locales/en.json";
import { Translator, withDigits, type Messages, type Params } from "./translate";

type PluralCategory = "zero" | "one" | "two" | "few" | "many" | "other";
type WithoutPlural<K> = K extends `${infer Base}_${PluralCategory}` ? Base : K;

/** Every message that exists; a missing one does not compile. */
export type Key = WithoutPlural<keyof typeof en>;

const catalogues = import.meta.glob<Messages>("../../../locales/*.json", { import: "default" });
const FALLBACK = "en";

let translator = new Translator(FALLBACK, {});

/**
 * Load the catalogue of a locale, falling back to its language (`ar` for `ar-BH`) and then to English.
 *
 * Rejects when the catalogue cannot be fetched.
 */
export async function loadLocale(locale: string): Promise<void> {
  if (translator.locale === locale && Object.keys(translator.messages).length > 0) return;
  const language = locale.split("-")[0] ?? FALLBACK;
  const load = [locale, language, FALLBACK]
    .map((name) => catalogues[`../../../locales/${name}.json`])
    .find((found) => found !== undefined);
  if (load) translator = new Translator(locale, await load());
}

/** The words for a key, in the language of the page. */
export function t(key: Key, params?: Params): string {
  return translator.translate(key, params);
}

/** A day, given as YYYY-MM-DD, in the words of the page's language. */
export function day(date: string): string {
  const format = new Intl.DateTimeFormat(withDigits(translator.locale), {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return format.format(new Date(date));
}

/** The locale of the page, after `loadLocale`. */
export function currentLocale(): string {
  return translator.locale;
}
