import { join } from "node:path";
import type { Plugin } from "vite";
import { FIRST, localesOf, read as readFrom } from "./completing.ts";

const MAIN = "virtual:catalogues";
const PARTS = "virtual:words";
const ONE = "virtual:catalogue/";
const PLAYER = /^players\.(\w+)\./;

/**
 * First words of the keys whose messages are fetched with the room that says them, and not before:
 * pages and panels that most visits never open, and what comes after a module's last stop.
 */
const ROOMS = new Set([
  "certificate",
  "comfort",
  "crew",
  "due",
  "finish",
  "help",
  "join",
  "keep",
  "map",
  "offline",
  "plan",
  "review",
  "round",
  "treasure",
]);

/** Help and the way out are on every page, so their buttons' words are, too. */
const BUTTONS = new Set(["help.button", "help.hide", "help.leave", "help.shift"]);

function partOf(key: string): string {
  const kind = PLAYER.exec(key)?.[1];
  if (kind) return kind;
  const room = key.split(".")[0] ?? "";
  return ROOMS.has(room) && !BUTTONS.has(key) ? room : "main";
}

/**
 * Cut the catalogues into what every page needs and what each player and room adds.
 *
 * `virtual:catalogues` exports `{locale: load}` for what every page needs; `virtual:words` exports
 * `{locale: {part: load}}` for the others, where a part is the name of a kind, for its
 * `players.<kind>.` messages, or of a room. Translators have one file a language, a child fetches the
 * words of what is opened. What a language has no words for is said in English.
 */
export function catalogues(directory: string): Plugin {
  const read = (locale: string) => readFrom(directory, locale);
  const importOf = (locale: string, part: string) => `() => import("${ONE}${locale}/${part}")`;

  function loadsOf(locale: string): string {
    const parts = new Set(Object.keys(read(locale)).map(partOf));
    parts.delete("main");
    return `{${[...parts].map((part) => `"${part}": ${importOf(locale, part)}`).join()}}`;
  }

  return {
    name: "catalogues",
    resolveId: (id) => (id === MAIN || id === PARTS || id.startsWith(ONE) ? `\0${id}` : undefined),
    load(id) {
      if (id.startsWith(`\0${ONE}`)) {
        const [locale = "", part = ""] = id.slice(ONE.length + 1).split("/");
        for (const name of [locale, FIRST]) this.addWatchFile(join(directory, `${name}.json`));
        const messages = Object.entries(read(locale)).filter(([key]) => partOf(key) === part);
        const json = JSON.stringify(Object.fromEntries(messages));
        // A browser reads JSON faster than the same words as a program.
        return `export default JSON.parse(${JSON.stringify(json)})`;
      }
      if (id !== `\0${MAIN}` && id !== `\0${PARTS}`) return undefined;
      const locales = localesOf(directory).map((locale) => {
        this.addWatchFile(join(directory, `${locale}.json`));
        const loads = id === `\0${MAIN}` ? importOf(locale, "main") : loadsOf(locale);
        return `"${locale}": ${loads}`;
      });
      return `export default {${locales.join()}}`;
    },
  };
}
