// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { completed, localesOf, read, skeleton } from "../../../build/completing";
import { Translator } from "./translate";

const english = {
  leave: "Leave",
  stars_one: "{{count}} star",
  stars_other: "{{count}} stars",
};

describe("a catalogue that is not whole", () => {
  it("says in English what it has no words for", () => {
    const messages = completed("fr", { leave: "", stars_one: "{{count}} étoile" }, english);

    expect(messages).toEqual({
      leave: "Leave",
      stars_many: "{{count}} stars",
      stars_one: "{{count}} étoile",
      stars_other: "{{count}} stars",
    });
  });

  it("has words for every number, whatever plural forms the language has", () => {
    for (const locale of ["fr", "es", "pt", "ru", "zh-hans", "ar"]) {
      const translator = new Translator(locale, completed(locale, {}, english));
      for (const count of [0, 1, 2, 3, 11, 100, 1_000_000]) {
        expect(translator.translate("stars", { count })).toContain("star");
      }
    }
  });

  it("uses the language's own general form before an English one", () => {
    const messages = completed("ru", { stars_other: "{{count}} звезды" }, english);

    expect(messages["stars_few"]).toBe("{{count}} звезды");
  });

  it("is given to translators with every key, and loses what English has no more", () => {
    const messages = skeleton("fr", { leave: "Quitter", gone: "Parti" }, english);

    expect(messages).toEqual({ leave: "Quitter", stars_many: "", stars_one: "", stars_other: "" });
  });
});

describe("the folder of catalogues", () => {
  let folder = "";
  const write = (locale: string, messages: Record<string, string>) =>
    writeFileSync(join(folder, `${locale}.json`), JSON.stringify(messages));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "locales-"));
    write("en", english);
    write("fr", { leave: "Quitter" });
    write("ru", { leave: "" });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("makes part of the build only what has words", () => {
    expect(localesOf(folder).sort()).toEqual(["en", "fr"]);
    expect(read(folder, "fr")).toMatchObject({ leave: "Quitter", stars_other: "{{count}} stars" });
  });
});
