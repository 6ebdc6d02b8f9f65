/** A module is played from the home page to its pearl: with the keyboard alone, and by touch. */
import type { Page } from "@playwright/test";
import { Keyboard, Touch, type Hands } from "./support/hands";
import { allSent, progressOf } from "./support/learner";
import { doors, modulePath, titles, type ModuleKey } from "./support/places";
import type { Manner } from "./support/plan";
import { Player } from "./support/player";
import { browserLocale, expect, narrow, phone, test } from "./support/test";
import { escaped, type Language } from "./support/words";

/** Open the site, say who one is, choose the module, and play it to the end. */
async function playThrough(
  page: Page,
  module: ModuleKey,
  language: Language,
  hands: Hands,
  manner: Manner,
): Promise<Player> {
  await page.goto("/");
  await expect(page).toHaveURL(new RegExp(`/${language}/$`));
  // Two taps from the home page to the first playable screen, or to what has to be said before it.
  await hands.follow(
    page.getByRole("link", { name: new RegExp(escaped(doors[module][language])) }),
  );
  const stop = page.getByRole("link", { name: new RegExp(escaped(titles[module][language])) });
  await hands.follow(stop);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(titles[module][language]);
  const player = await Player.meet(page, { language, hands, manner });
  await player.begin();
  await player.playOn();
  return player;
}

/** The end says what was won; the map and the server say the same. */
async function isWon(player: Player): Promise<void> {
  const { page, module, habits, stars, t } = player;
  await expect(
    page.getByRole("img", { name: t("stars.label", { count: stars, of: 3 }) }),
  ).toBeVisible();
  await expect(page.getByText(t("finish.pearl"))).toBeVisible();
  for (const outcome of module.outcomes) {
    await expect(player.stage.getByText(outcome)).toBeVisible();
  }
  // The last three answers come back with how they went, now that the module is finished.
  const answers = page.getByRole("heading", { name: t("finish.check") });
  await expect(answers).toBeVisible();

  await allSent(page);
  const progress = await progressOf(page, page.request, module.key);
  expect(progress).toMatchObject({ state: "finished", stars, pearls: 1 });
  expect(new Set(progress?.steps_done)).toEqual(new Set(module.steps.map(({ id }) => id)));

  const back = t(module.band === "" ? "finish.list" : "finish.map");
  await habits.hands.follow(page.getByRole("link", { name: back }).last());
  const stop = page.getByRole("link", { name: new RegExp(escaped(module.title)) });
  await expect(stop).toContainText(t("map.finished"));
  await expect(stop).toContainText(t("stars.label", { count: stars, of: 3 }));
}

/** Each is played in both ways and in both languages, in one of them in each. */
const keyboardAlone: Record<Language, ModuleKey[]> = {
  en: ["t4-1113-storm"],
  ar: ["t1-0810-circles", "t12-0507-hand", "t5-0810-hooks", "t6-1417-clip"],
};
const byTouch: Record<Language, ModuleKey[]> = { en: keyboardAlone.ar, ar: keyboardAlone.en };

for (const language of ["en", "ar"] as const) {
  test.describe(() => {
    test.use({ ...narrow, locale: browserLocale[language], reducedMotion: "reduce" });

    for (const module of keyboardAlone[language]) {
      test(`${module} is played in ${language} with the keyboard alone`, async ({ page }) => {
        const player = await playThrough(page, module, language, new Keyboard(page), "badly");
        await isWon(player);
      });
    }
  });

  test.describe(() => {
    test.use({ ...phone, locale: browserLocale[language] });

    for (const module of byTouch[language]) {
      test(`${module} is played in ${language} by touch`, async ({ page }) => {
        const player = await playThrough(page, module, language, new Touch(), "well");
        await isWon(player);
      });
    }
  });
}

test.describe(() => {
  test.use(phone);

  for (const module of ["p2-tell", "e1-ground"] as const) {
    test(`${module} is played by touch, and again after its end`, async ({ page }) => {
      const player = await playThrough(page, module, "en", new Touch(), "badly");
      await isWon(player);

      const { t } = player;
      await page.goto(modulePath(module, "en"));
      await expect(page.getByRole("heading", { name: t("finish.heading_adult") })).toBeVisible();
      await page.getByRole("button", { name: t("finish.replay_adult") }).tap();
      // The first questions measured what was new; they are not asked again.
      const [step] = player.module.steps;
      await expect(page.getByRole("heading", { name: step?.title })).toBeVisible();
    });
  }
});
