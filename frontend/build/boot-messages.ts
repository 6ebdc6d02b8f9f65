import { join } from "node:path";
import type { Plugin } from "vite";
import { localesOf, read } from "./completing.ts";

const MODULE = "virtual:boot-messages";
const PREFIX = "boot.";

/**
 * Give main.ts the few messages it needs when nothing else could be loaded.
 *
 * `virtual:boot-messages` exports `{locale: {key: message}}` with the `boot.` messages of every
 * catalogue, so that "could not load, try again" can be said without the catalogue's own chunk.
 */
export function bootMessages(directory: string): Plugin {
  return {
    name: "boot-messages",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const catalogues = localesOf(directory).map((locale) => {
        this.addWatchFile(join(directory, `${locale}.json`));
        const boot = Object.entries(read(directory, locale))
          .filter(([key]) => key.startsWith(PREFIX))
          .map(([key, message]) => [key.slice(PREFIX.length), message]);
        return [locale, Object.fromEntries(boot)];
      });
      return `export default ${JSON.stringify(Object.fromEntries(catalogues))}`;
    },
  };
}
