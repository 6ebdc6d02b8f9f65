/** The words that a page of a language shows, from the catalogues of the front end. */
import ar from "../../../frontend/locales/ar.json";
import en from "../../../frontend/locales/en.json";
import { Translator, type Params } from "../../../frontend/src/lib/i18n/translate";

export type Language = "en" | "ar";
export type Words = (key: string, params?: Params) => string;

const translators = { en: new Translator("en", en), ar: new Translator("ar", ar) };

/** Give the translator of a language, which takes a key and gives what a person reads. */
export function wordsOf(language: Language): Words {
  return (key, params) => {
    const words = translators[language].translate(key, params);
    if (words === key) throw new Error(`the catalogue has no message “${key}”`);
    return words;
  };
}

/** A pattern for a text that stands alone or at the end of a longer one. */
export function ending(text: string): RegExp {
  return new RegExp(`${escaped(text)}\\s*$`);
}

/** A text as a pattern that matches itself. */
export function escaped(text: string): string {
  return text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\s+/g, "\\s+");
}
