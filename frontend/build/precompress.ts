import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const COMPRESSIBLE = /\.(?:js|css|json|svg|webmanifest|html|txt)$/;
const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/**
 * Write a .br and a .gz beside every file of the build that compresses.
 *
 * Done once here instead of at every answer of the server.
 */
export function precompress(): Plugin {
  let directory = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved(config) {
      directory = config.build.outDir;
    },
    async closeBundle() {
      const names = await readdir(directory, { recursive: true });
      await Promise.all(
        names
          .filter((name) => COMPRESSIBLE.test(name))
          .map(async (name) => {
            const path = join(directory, name);
            const bytes = await readFile(path);
            const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
            await writeFile(`${path}.br`, await brotliAsync(bytes, { params }));
            await writeFile(`${path}.gz`, await gzipAsync(bytes, { level: 9 }));
          }),
      );
    },
  };
}
