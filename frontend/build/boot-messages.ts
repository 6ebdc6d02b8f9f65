import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

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
      const catalogues = readdirSync(directory)
        .filter((name) => name.endsWith(".json"))
        .map((name) => {
          const path = join(directory, name);
          this.addWatchFile(path);
          const messages = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
          const boot = Object.entries(messages)
            .filter(([key]) => key.startsWith(PREFIX))
            .map(([key, message]) => [key.slice(PREFIX.length), message]);
          return [name.replace(".json", ""), Object.fromEntries(boot)];
        });
      return `export default ${JSON.stringify(Object.fromEntries(catalogues))}`;
    },
  };
}
