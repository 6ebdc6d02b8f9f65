import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import main from "virtual:catalogues";
import words from "virtual:words";
import { Translator, withDigits } from "./translate";

const files = import.meta.glob<Record<string, string>>("../../../locales/*.json", {
  import: "default",
  eager: true,
});
const catalogues = Object.entries(files).map(
  ([path, messages]) => [path.replace(/^.*\/|\.json$/g, ""), messages] as const,
);
const english = catalogues.find(([locale]) => locale === "en")?.[1] ?? {};
/** The languages that the product comes in whole; others may be on their way. */
const whole = catalogues.filter(([locale]) => ["en", "ar"].includes(locale));

const SUFFIX = /_(zero|one|two|few|many|other)$/;
const placeholdersOf = (message: string) =>
  [...message.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** Message bases that have plural forms: those that exist as `base_other`. */
function pluralBases(messages: Record<string, string>): string[] {
  return Object.keys(messages)
    .filter((key) => key.endsWith("_other"))
    .map((key) => key.replace(SUFFIX, ""));
}

function singleKeys(messages: Record<string, string>): string[] {
  const bases = new Set(pluralBases(messages));
  return Object.keys(messages)
    .filter((key) => !bases.has(key.replace(SUFFIX, "")))
    .sort();
}

describe.each(whole)("the catalogue %s", (locale, messages) => {
  it("has the messages of the English one", () => {
    expect(singleKeys(messages)).toEqual(singleKeys(english));
    expect(pluralBases(messages).sort()).toEqual(pluralBases(english).sort());
  });

  it("has every plural form of its language", () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const base of pluralBases(messages)) {
      const forms = Object.keys(messages).filter((key) => key.replace(SUFFIX, "") === base);
      expect(forms.sort(), base).toEqual(categories.map((name) => `${base}_${name}`).sort());
    }
  });

  it("fills in the same values", () => {
    for (const key of singleKeys(english)) {
      expect(placeholdersOf(messages[key] ?? ""), key).toEqual(placeholdersOf(english[key] ?? ""));
    }
    for (const base of pluralBases(english)) {
      const wanted = placeholdersOf(english[`${base}_other`] ?? "");
      const got = placeholdersOf(messages[`${base}_other`] ?? "");
      expect(got, base).toEqual(wanted);
    }
  });

  it("is sorted and has no empty message", () => {
    expect(Object.keys(messages)).toEqual(Object.keys(messages).sort());
    expect(Object.values(messages).filter((message) => message.trim() === "")).toEqual([]);
  });
});

describe.each(catalogues)("what is translated in %s", (_locale, messages) => {
  it("has a message in English and fills in the same values", () => {
    for (const [key, message] of Object.entries(messages)) {
      const other = english[key] ?? english[key.replace(SUFFIX, "_other")];
      expect(other, key).toBeDefined();
      // A form for one or two may say its number in words.
      const known = placeholdersOf(other ?? "");
      expect(known, key).toEqual(expect.arrayContaining(placeholdersOf(message)));
    }
  });
});

describe("the messages of the catalogues", () => {
  it("are cut into what every page needs and what each player and room adds", async () => {
    const parts = Object.entries(words["en"] ?? {});
    const read = await Promise.all(
      [main["en"], ...parts.map(([, load]) => load)].map((load) => load?.()),
    );
    const keys = read.flatMap((part) => Object.keys(part?.default ?? {}));
    expect(keys.sort()).toEqual(Object.keys(english));
    const rooms = Object.keys(
      import.meta.glob(["../../players/*/*.svelte", "../../islands/*/index.ts"]),
    );
    const names = rooms.map((path) => path.split("/").at(-2));
    expect([...names, "finish"]).toEqual(expect.arrayContaining(parts.map(([name]) => name)));
  });

  it("are all used, and none is asked for that is missing", () => {
    const sources = import.meta.glob<string>(["../../**/*.{ts,svelte}", "!../../**/*.test.ts"], {
      query: "?raw",
      import: "default",
      eager: true,
    });
    const code = Object.values(sources).join("\n");
    const bases = new Set(Object.keys(english).map((key) => key.replace(/_(one|other)$/, "")));
    const isUsed = (key: string) =>
      key.startsWith("boot.") ||
      code.includes(`"${key}"`) ||
      code.includes(`\`${key.replace(/\.[^.]+$/, ".")}\${`);
    expect([...bases].filter((key) => !isUsed(key))).toEqual([]);
  });
});

describe("Translator", () => {
  const messages = {
    hello: "Hello {{name}}",
    stars_one: "one star",
    stars_few: "{{count}} نجوم",
    stars_other: "{{count}} stars",
  };

  it("fills in values and leaves what it was not given", () => {
    const translator = new Translator("en", messages);
    expect(translator.translate("hello", { name: "Noor" })).toBe("Hello Noor");
    expect(translator.translate("hello")).toBe("Hello {{name}}");
  });

  it("chooses the plural form by the rules of the language", () => {
    const translator = new Translator("en", messages);
    expect(translator.translate("stars", { count: 1 })).toBe("one star");
    expect(translator.translate("stars", { count: 4 })).toBe("4 stars");
    const arabic = new Translator("ar", messages);
    expect(arabic.translate("stars", { count: 4 })).toBe("٤ نجوم");
  });

  it.each([...catalogues.map(([locale]) => locale), "ar-BH", "fa", "en-GB"])(
    "writes numbers in %s as the locale does",
    (locale) => {
      const translator = new Translator(locale, {});
      const format = new Intl.NumberFormat(withDigits(locale));
      const numbers = [...Array(1100).keys(), -3, 0.5, 12.75, 1_234_567];
      expect(numbers.map((value) => translator.number(value))).toEqual(
        numbers.map((value) => format.format(value)),
      );
    },
  );

  it("shows the key when there is no message", () => {
    expect(new Translator("en", {}).translate("no.such")).toBe("no.such");
  });
});

it("gives the first message of a page its words without a catalogue's chunk", async () => {
  const { default: boot } = await import("virtual:boot-messages");
  const arabic = JSON.parse(readFileSync("locales/ar.json", "utf8")) as Record<string, string>;
  expect(boot["ar"]).toEqual({ failed: arabic["boot.failed"], retry: arabic["boot.retry"] });
});
