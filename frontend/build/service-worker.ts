import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build, type Manifest, type Plugin } from "vite";
import type { ReleaseData } from "../src/worker/release.ts";
import { localesOf } from "./completing.ts";

const MODULE = "virtual:release";
const ASSETS = "assets/";

/**
 * What every device gets: what paints any page, starts any module and gives help, with all that these
 * need, and the words of every language. Players come with the modules that need them.
 */
const SHELL = [
  "src/main.ts",
  "src/idle.ts",
  "src/rooms.ts",
  "src/styles/main.css",
  ...["badge", "crew", "home", "keep", "map", "offline", "review", "stage"].map(
    (island) => `src/islands/${island}/index.ts`,
  ),
  "src/islands/comfort/panel.ts",
  "src/islands/help/help.ts",
  "src/islands/stage/Finish.svelte",
  "src/lib/sound/synth.ts",
  "src/steps/later.ts",
  "src/ui/Say.svelte",
  ...["reef", "moods", "chart", "crew", "people", "icon"].map((sheet) => `src/art/${sheet}.svg`),
];
const SHELL_WORDS = [
  "main",
  "comfort",
  "crew",
  "finish",
  "help",
  "keep",
  "map",
  "offline",
  "review",
];

interface Places {
  /** The folder of the front end. */
  root: string;
  /** Folders whose words and templates make the pages of the shell. */
  pages: string[];
}

/**
 * Build the service worker, `sw.js`, after everything else.
 *
 * It is told the files of the build by `virtual:release`; the server sends it from the root.
 */
export function serviceWorker({ root, pages }: Places): Plugin {
  let directory = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved(config) {
      directory = config.build.outDir;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        const manifest = JSON.parse(
          readFileSync(join(directory, "manifest.json"), "utf8"),
        ) as Manifest;
        const languages = localesOf(join(root, "locales")).sort(
          (a, b) => Number(b === "en") - Number(a === "en") || a.localeCompare(b),
        );
        const release = releaseOf(manifest, languages, digest(pages));
        await build({
          configFile: false,
          root,
          logLevel: "warn",
          plugins: [given(release)],
          build: {
            outDir: directory,
            emptyOutDir: false,
            target: ["chrome98", "edge98", "firefox98", "safari16.4"],
            modulePreload: false,
            rolldownOptions: {
              input: join(root, "src/worker/index.ts"),
              output: { format: "iife", entryFileNames: "sw.js" },
            },
          },
        });
      },
    },
  };
}

function given(release: ReleaseData): Plugin {
  return {
    name: "release",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: (id) => (id === `\0${MODULE}` ? `export default ${JSON.stringify(release)}` : undefined),
  };
}

function releaseOf(manifest: Manifest, languages: string[], wordsOfPages: string): ReleaseData {
  const files: Record<string, string[]> = {};
  for (const { file, imports = [], css = [] } of Object.values(manifest)) {
    const others = imports.map((key) => entryOf(manifest, key).file);
    files[nameOf(file)] = [...others, ...css].map(nameOf).sort();
    for (const sheet of css) files[nameOf(sheet)] ??= [];
  }
  const words = languages.flatMap((language) =>
    SHELL_WORDS.map((part) => `virtual:catalogue/${language}/${part}`),
  );
  const shell = new Set<string>();
  const add = (name: string) => {
    if (shell.has(name)) return;
    shell.add(name);
    for (const needed of files[name] ?? []) add(needed);
  };
  for (const key of [...SHELL, ...words]) add(nameOf(entryOf(manifest, key).file));
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const pages = [...languages.map((language) => `/${language}/offline/`), "/exit/"];
  const version = createHash("sha256")
    .update(JSON.stringify([sorted, wordsOfPages]))
    .digest("hex")
    .slice(0, 12);
  return { version, languages, files: sorted, shell: [...shell].sort(), pages };
}

const nameOf = (file: string) => file.replace(ASSETS, "");

function entryOf(manifest: Manifest, key: string) {
  const entry = manifest[key];
  if (!entry) throw new Error(`the build has no “${key}”, which the service worker needs`);
  return entry;
}

/** A digest of everything in some folders: the pages of the shell change with it. */
function digest(folders: string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      const path = join(folder, name);
      if (/\.(?:html|po)$/.test(name) && statSync(path).isFile()) hash.update(readFileSync(path));
    }
  }
  return hash.digest("hex");
}
