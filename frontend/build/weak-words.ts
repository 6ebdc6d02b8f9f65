import { dictionary as common } from "@zxcvbn-ts/language-common";
import { dictionary as english } from "@zxcvbn-ts/language-en";
import type { Plugin } from "vite";

const MODULE = "virtual:weak-words";

/**
 * How many words of each list go out. They are ordered by how often people use them, so the first
 * ones are what children try; all of them would be more than half a megabyte for a phone to load.
 */
const SIZES = { "passwords-common": 2000, "commonWords-en": 3000 } as const;

/** Lists of words that follow one another, such as the days of the week; all of them are short. */
const isSequence = (words: unknown[]): boolean => words.length < 50;

/**
 * Give the password meter the words that everybody tries first.
 *
 * `virtual:weak-words` exports `{list: words}` with the first words of the lists of zxcvbn-ts.
 */
export function weakWords(): Plugin {
  return {
    name: "weak-words",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const lists: [string, (string | number)[]][] = Object.entries({ ...common, ...english });
      const fields = lists.flatMap(([name, words]) => {
        const size = isSequence(words) ? words.length : SIZES[name as keyof typeof SIZES];
        if (!size) return [];
        const text = JSON.stringify(words.slice(0, size).join(" "));
        return [`${JSON.stringify(name)}: ${text}.split(" ")`];
      });
      return `export default {${fields.join(",")}}`;
    },
  };
}
