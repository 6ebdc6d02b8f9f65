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
const MAIN = "main";

let translator = new Translator(FALLBACK, {});

/**
 * Load the catalogue of a locale, falling back to its language (`ar` for `ar-BH`) and then to English.
 *
 * Rejects when the catalogue cannot be fetched.
 */
export async function loadLocale(locale: string): Promise<void> {
  if (translator.locale === locale && Object.keys(translator.messages).length > 0) return;
  translator = new Translator(locale, await read(locale, MAIN));
}

/** Add the words of a kind's player to the catalogue. Rejects when they cannot be fetched. */
export async function loadWords(kind: string): Promise<void> {
  const { locale } = translator;
  const words = await read(locale, kind);
  translator = new Translator(locale, { ...translator.messages, ...words });
}

async function read(locale: string, part: string): Promise<Messages> {
  const language = locale.split("-")[0] ?? FALLBACK;
  const found = [locale, language, FALLBACK].find((name) => Object.hasOwn(catalogues, name));
  const load = catalogues[found ?? FALLBACK]?.[part];
  return load ? (await load()).default : {};
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
