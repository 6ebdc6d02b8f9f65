/**
 * Every module that ships with the site is played to its end, in both languages, on a phone.
 *
 * With `SHOTS` set to a folder, a picture of every stop is left there.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { Touch } from "./support/hands";
import { allSent, progressOf } from "./support/learner";
import { overflow } from "./support/look";
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

const packs = readdirSync(PACKS).map(
  (file) => JSON.parse(readFileSync(join(PACKS, file), "utf8")) as Pack,
);

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
    test.use({ ...phone, locale: browserLocale[language], reducedMotion: "reduce" });

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
        expect(progress).toMatchObject({ state: "finished", stars: player.stars, pearls: 1 });
      });
    }
  });
}
