import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/**
 * Put every picture and icon of src/art into the build and its manifest.
 *
 * The server's templates draw them, so they belong to the build even when no island uses them.
 */
export function keepArt(root: string): Plugin {
  return {
    name: "keep-art",
    apply: "build",
    buildStart() {
      for (const name of readdirSync(join(root, "src/art"))) {
        if (!/\.(?:svg|png)$/.test(name)) continue;
        this.emitFile({
          type: "asset",
          name,
          originalFileName: `src/art/${name}`,
          source: readFileSync(join(root, "src/art", name)),
        });
      }
    },
  };
}
