/**
 * Modules that ship with the site are played to their end, in both languages, on a phone.
 *
 * The Python tests complete every module through the API, and `play.spec.ts` plays some of them; here
 * are a few that have the kinds of question and step that those have not. `make curriculum` (`CURRICULUM=all`) plays all of
 * them. With `SHOTS` set to a folder, a picture of every stop is left there.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { Touch } from "./support/hands";
import { allSent, progressOf } from "./support/learner";
import { overflow } from "./support/look";
import { titles } from "./support/places";
import { Player } from "./support/player";
import { browserLocale, expect, phone, test } from "./support/test";
import type { Language } from "./support/words";

interface Pack {
  key: string;
  slug: string;
  track: string;
  title: Record<Language, string>;
}

const PACKS = resolve(__dirname, "../../cms/demo/content");
const SHOTS = process.env.SHOTS ?? "";

const everyPack = readdirSync(PACKS).map(
  (file) => JSON.parse(readFileSync(join(PACKS, file), "utf8")) as Pack,
);

/** The kinds of question and step that a pack uses, wherever they stand in it. */
function kindsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  for (const [name, part] of Object.entries(value)) {
    if ((name === "kind" || name === "type") && typeof part === "string") found.add(part);
    else kindsIn(part, found);
  }
  return found;
}

/**
 * Packs that together use every kind that any of them uses, but for those of the modules that
 * `play.spec.ts` and `axe.spec.ts` play; the one that adds most comes first.
 */
function coveringEveryKind(packs: Pack[]): Pack[] {
  const missing = new Set(packs.flatMap((pack) => [...kindsIn(pack)]));
  for (const pack of packs.filter(({ key }) => key in titles)) {
    for (const kind of kindsIn(pack)) missing.delete(kind);
  }
  const chosen: Pack[] = [];
  while (missing.size > 0) {
    const adds = (pack: Pack): number => [...kindsIn(pack)].filter((it) => missing.has(it)).length;
    const next = packs.reduce((best, pack) => (adds(pack) > adds(best) ? pack : best));
    chosen.push(next);
    for (const kind of kindsIn(next)) missing.delete(kind);
  }
  return chosen;
}

const packs = process.env.CURRICULUM === "all" ? everyPack : coveringEveryKind(everyPack);

/** Look at every state: nothing is too wide; what is shown is kept if pictures are wanted. */
function looker(page: Page, name: string): (state: string) => Promise<void> {
  let number = 0;
  return async (state) => {
    expect(await overflow(page), `${state} is too wide`).toBeLessThanOrEqual(0);
    if (SHOTS === "") return;
    number += 1;
    const path = join(SHOTS, `${name}-${String(number).padStart(3, "0")}.png`);
    await page.locator("[data-island=stage]").screenshot({ path });
  };
}

for (const language of ["en", "ar"] as const) {
  test.describe(() => {
    test.use({
      ...phone,
      locale: browserLocale[language],
      reducedMotion: "reduce",
    });

    for (const { key, slug, track, title } of packs) {
      test(`${key} is played to its end in ${language}`, async ({ page }) => {
        await page.goto(`/${language}/${track}/${slug}/`);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(title[language]);
        const player = await Player.meet(page, {
          language,
          hands: new Touch(),
          manner: "well",
          look: looker(page, `${key}-${language}`),
        });
        await player.begin();
        await player.playOn();

        await allSent(page);
        const progress = await progressOf(page, page.request, key);
        expect(progress).toMatchObject({
          state: "finished",
          stars: player.stars,
          pearls: 1,
        });
      });
    }
  });
}
