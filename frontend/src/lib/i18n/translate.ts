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

const LATIN = "0123456789";

/**
 * The digits of the locales of this site, for the small whole numbers that a page is full of: the
 * first `Intl.NumberFormat` holds a phone up for a tenth of a second. Other locales ask it.
 */
const DIGITS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["en", "es", "fr", "pt", "ru", "zh"].map((locale) => [locale, LATIN])),
  ar: "٠١٢٣٤٥٦٧٨٩",
};

/** Up to here no locale parts thousands. */
const SMALL = 999;

/** Made when first asked for and once for a locale: each takes a phone tens of milliseconds. */
function perLocale<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>();
  return (locale) => {
    const found = made.get(locale) ?? make(locale);
    made.set(locale, found);
    return found;
  };
}

const plurals = perLocale((locale) => new Intl.PluralRules(locale));
const numbers = perLocale((locale) => new Intl.NumberFormat(withDigits(locale)));

export class Translator {
  constructor(
    readonly locale: string,
    readonly messages: Messages,
  ) {}

  /** The message of a key with its values filled in; the key itself when there is none. */
  translate(key: string, params: Params = {}): string {
    const { count } = params;
    const plural =
      typeof count === "number"
        ? this.messages[`${key}_${plurals(this.locale).select(count)}`]
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
    const digits = DIGITS[this.locale];
    const isSmall = Number.isInteger(value) && value >= 0 && value <= SMALL;
    if (!digits || !isSmall) return numbers(this.locale).format(value);
    return String(value).replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
  }
}
