/**
 * Turn a catalogue's messages into words.
 *
 * The format is i18next's JSON v4 with flat keys: `{{name}}` for values, and for plurals one
 * message a CLDR category (`stars_one`, `stars_other`, …) chosen by the parameter `count`.
 */

export type Messages = Readonly<Record<string, string>>;
export type Params = Readonly<Record<string, string | number>>;

/**
 * The locale with its digits made certain.
 *
 * Browsers do not agree on the digits of plain "ar"; the site's templates write Arabic ones. A
 * locale with a country has the digits of that country.
 */
export function withDigits(locale: string): string {
  return locale === "ar" ? "ar-u-nu-arab" : locale;
}

export class Translator {
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;

  constructor(
    readonly locale: string,
    readonly messages: Messages,
  ) {
    this.#plurals = new Intl.PluralRules(locale);
    this.#numbers = new Intl.NumberFormat(withDigits(locale));
  }

  /** The message of a key with its values filled in; the key itself when there is none. */
  translate(key: string, params: Params = {}): string {
    const { count } = params;
    const plural =
      typeof count === "number"
        ? this.messages[`${key}_${this.#plurals.select(count)}`]
        : undefined;
    const message = plural ?? this.messages[key] ?? key;
    return message.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
      const value = params[name];
      if (value === undefined) return placeholder;
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  /** A number in the digits of the locale. */
  number(value: number): string {
    return this.#numbers.format(value);
  }
}
