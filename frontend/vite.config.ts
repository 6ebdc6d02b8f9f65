import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";
import { bootMessages } from "./build/boot-messages.ts";
import { keepArt } from "./build/keep-art.ts";
import { precompress } from "./build/precompress.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const KIT =
  /rolldown\/runtime|node_modules\/(svelte|esm-env|idb)\/|src\/(lib\/(api|offline|state|device)|ui|art\/Art)|src\/players\/(contract|response)/;

/** Players are told apart by their folder, so that the size of each can be watched. */
const playerName = (id: string) => `player-${/src\/players\/(\w+)\//.exec(id)?.[1] ?? "any"}`;

export default defineConfig(({ mode }) => ({
  base: "/static/app/",
  plugins: [
    svelte(),
    bootMessages(here("locales")),
    keepArt(here(".")),
    precompress(),
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
      input: ["src/main.ts", "src/styles/critical.css", "src/styles/main.css"].map(here),
      output: {
        // What every island stands on comes as one file: each more is a round trip on a slow line.
        codeSplitting: {
          // Else a module that main.ts needs as well would be drawn into a lazy chunk.
          includeDependenciesRecursively: false,
          groups: [
            { name: "kit", test: KIT },
            {
              name: playerName,
              debugName: "players",
              test: /src\/players\/\w+\//,
              // What a player shares with the pages must not land in the player's own file.
              includeDependenciesRecursively: false,
            },
          ],
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
