/**
 * Make or update the front end's catalogues for translators: `node build/messages.mjs fr es …`.
 *
 * Each gets every key, "" where words are missing; what is translated stays, what English has no more
 * goes. Without names, the catalogues that exist are updated.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const build = dirname(fileURLToPath(import.meta.url));
const locales = join(build, "..", "locales");
const { module: completing } = await runnerImport(join(build, "completing.ts"));

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});
const english = read(join(locales, `${completing.FIRST}.json`));
const existing = readdirSync(locales).map((name) => name.replace(".json", ""));
const named = process.argv.slice(2);

for (const locale of named.length > 0 ? named : existing) {
  if (Intl.PluralRules.supportedLocalesOf(locale).length === 0) {
    process.stderr.write(`“${locale}” is no language that this Node.js knows.\n`);
    process.exit(1);
  }
  const path = join(locales, `${locale.toLowerCase()}.json`);
  const messages = completing.skeleton(locale, read(path), english);
  writeFileSync(path, `${JSON.stringify(messages, null, 2)}\n`);
  const left = Object.values(messages).filter((message) => !message).length;
  process.stdout.write(`${locale}: ${left} of ${Object.keys(messages).length} to translate\n`);
}
