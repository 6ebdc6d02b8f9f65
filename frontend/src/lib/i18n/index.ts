/**
 * The words of the islands, in the language of the page.
 *
 * One page has one language, so the translator is set once, before an island is mounted.
 */
import catalogues from "virtual:catalogues";
import type en from "../../../locales/en.json";
import { Translator, withDigits, type Messages, type Params } from "./translate";

type PluralCategory = "zero" | "one" | "two" | "few" | "many" | "other";
type WithoutPlural<K> = K extends `${infer Base}_${PluralCategory}` ? Base : K;

/** Every message that exists; a missing one does not compile. */
export type Key = WithoutPlural<keyof typeof en>;

const FALLBACK = "en";

let translator = new Translator(FALLBACK, {});

/** The entry of a locale, else of its language (`ar` for `ar-BH`), else of English. */
export function nearest<T>(entries: Record<string, T>, locale: string): T | undefined {
  const language = locale.split("-")[0] ?? FALLBACK;
  return entries[locale] ?? entries[language] ?? entries[FALLBACK];
}

/** Load what every page needs of a locale's catalogue. Rejects when it cannot be fetched. */
export async function loadLocale(locale: string): Promise<void> {
  if (translator.locale === locale && Object.keys(translator.messages).length > 0) return;
  const load = nearest(catalogues, locale);
  translator = new Translator(locale, load ? (await load()).default : {});
}

/** Add messages to the catalogue of the page. */
export function addWords(words: Messages): void {
  translator = new Translator(translator.locale, { ...translator.messages, ...words });
}

/** The words for a key, in the language of the page. */
export function t(key: Key, params?: Params): string {
  return translator.translate(key, params);
}

/** A number in the digits of the page's language. */
export function number(value: number): string {
  return translator.number(value);
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
