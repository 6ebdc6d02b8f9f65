import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";
import { bootMessages } from "./build/boot-messages.ts";
import { catalogues } from "./build/catalogues.ts";
import { keepArt } from "./build/keep-art.ts";
import { precompress } from "./build/precompress.ts";
import { serviceWorker } from "./build/service-worker.ts";
import { weakWords } from "./build/weak-words.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the islands share, but for the little that main.ts itself needs. */
const KIT =
  /rolldown\/runtime|node_modules\/(svelte(?!.*\/(?:(?:transition|easing|animate)\/|elements\/transitions|bindings\/(?:input|select)))|esm-env|clsx|idb)\/|src\/(lib\/(?!api\/if-changed|bands|helplines|codes|warming|i18n|moments|countries|rewards|device\/(?:choices|learner-slot)|comfort\/dress|sound\/synth|speech\/(?!index)|offline\/(?:names|packs|register|size)|crew)|ui\/(?!Avatar|Foot|Say|Stars)|art\/)/;

/** The parts of Svelte that work on the page; none does anything before it is called. */
const SVELTE_DOM = /svelte\/src\/internal\/client\/dom/;

/** What every player shares. */
const PLAY = /src\/(players\/(answering|contract|making|response|Frame|Verdict))/;

/** What the players with a hand of cards share; dragging alone is for others, too. */
const HAND = /src\/players\/hand\/(?!drag)/;

/** What brings a question to the screen, in a module and in a review. */
const ITEM = /src\/(players\/registry|islands\/stage\/ItemStop)/;

/** Players are told apart by their folder, so that the size of each can be watched. */
function nameOf(source: string | null | undefined): string {
  const kind = /src\/players\/(\w+)\/Player\.svelte$/.exec(source ?? "")?.[1];
  if (kind) return `player-${kind}`;
  const words = /virtual:catalogue\/(.+)\/(.+)$/.exec(source ?? "");
  return words ? `words-${words[1]}-${words[2]}` : "[name]";
}

export default defineConfig(({ mode }) => ({
  base: "/static/app/",
  plugins: [
    svelte(),
    bootMessages(here("locales")),
    catalogues(here("locales")),
    keepArt(here(".")),
    precompress(),
    serviceWorker({ root: here("."), pages: [here("templates"), here("../config/locale")] }),
    weakWords(),
    ...(mode === "test" ? [svelteTesting()] : []),
  ],
  build: {
    outDir: "dist",
    manifest: "manifest.json",
    // The first of each with the native <dialog> and with classes that need no rewriting.
    target: ["chrome98", "edge98", "firefox98", "safari16.4"],
    // Every browser of the target loads modules by itself.
    modulePreload: { polyfill: false },
    // A data: URL would need an exception in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Svelte does not say so of itself; else every page would fetch what only some of its parts need.
      treeshake: { moduleSideEffects: [{ test: SVELTE_DOM, sideEffects: false }] },
      input: [
        "main.ts",
        "styles/critical.css",
        "styles/main.css",
        "styles/desk.css",
        "styles/certificates.css",
        "styles/lessons.css",
        "styles/programme.css",
      ].map((file) => here(`src/${file}`)),
      output: {
        chunkFileNames: ({ facadeModuleId }) => `assets/${nameOf(facadeModuleId)}-[hash].js`,
        assetFileNames: ({ originalFileNames: [source] }) =>
          `assets/${nameOf(source)}-[hash][extname]`,
        codeSplitting: {
          // What every island stands on comes as one file: each more is a round trip on a slow line.
          groups: [
            { name: "kit", test: KIT },
            { name: "play", test: PLAY },
            { name: "hand", test: HAND },
            { name: "item", test: ITEM },
          ],
          // Else a module that main.ts needs as well would be drawn into it.
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test-setup.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
}));
