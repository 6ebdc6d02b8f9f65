import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const MODULE = "virtual:catalogues";
const PART = "virtual:catalogue/";
const PLAYER = /^players\.(\w+)\./;

type Messages = Record<string, string>;

/**
 * Cut the catalogues into what every page needs and what each player adds.
 *
 * `virtual:catalogues` exports `{locale: {part: load}}`; a part is the name of a kind, for its
 * `players.<kind>.` messages, or `main` for all others. Translators have one file a language, a child
 * fetches the words of the kinds that are played.
 */
export function catalogues(directory: string): Plugin {
  const read = (locale: string) =>
    JSON.parse(readFileSync(join(directory, `${locale}.json`), "utf8")) as Messages;
  const partOf = (key: string) => PLAYER.exec(key)?.[1] ?? "main";

  return {
    name: "catalogues",
    resolveId: (id) => (id === MODULE || id.startsWith(PART) ? `\0${id}` : undefined),
    load(id) {
      if (id.startsWith(`\0${PART}`)) {
        const [locale = "", part = ""] = id.slice(PART.length + 1).split("/");
        this.addWatchFile(join(directory, `${locale}.json`));
        const messages = Object.entries(read(locale)).filter(([key]) => partOf(key) === part);
        return `export default ${JSON.stringify(Object.fromEntries(messages))}`;
      }
      if (id !== `\0${MODULE}`) return undefined;
      const locales = readdirSync(directory)
        .filter((name) => name.endsWith(".json"))
        .map((name) => {
          this.addWatchFile(join(directory, name));
          const locale = name.replace(".json", "");
          const parts = new Set(Object.keys(read(locale)).map(partOf));
          const loads = [...parts].map(
            (part) => `"${part}": () => import("${PART}${locale}/${part}")`,
          );
          return `"${locale}": {${loads.join()}}`;
        });
      return `export default {${locales.join()}}`;
    },
  };
}
