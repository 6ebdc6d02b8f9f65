/**
 * The story comes first: how many taps and seconds it is from the front page to the first panel of a
 * story, in each band, and that no question stands before it. Seconds depend on the machine: they
 * are noted in the report of the run, and a bound keeps them from running away.
 */
import type { Page } from "@playwright/test";
import { Touch } from "./support/hands";
import { lookAt } from "./support/look";
import { allSent, progressOf } from "./support/learner";
import { doors, titles, type ModuleKey } from "./support/places";
import { Player } from "./support/player";
import { browserLocale, expect, phone, test } from "./support/test";
import { escaped, type Language } from "./support/words";

const MOST_TAPS = 3;
const MOST_SECONDS = 20;

/** A module of each band; the one about harm says something before its story. */
const first: ModuleKey[] = [
  "t12-0507-hand",
  "t1-0810-circles",
  "t4-1113-storm",
  "t6-1417-clip",
  "p2-tell",
];

/** Hands that count what they do. */
class Counted extends Touch {
  taps = 0;

  override async press(...given: Parameters<Touch["press"]>): Promise<void> {
    this.taps += 1;
    await super.press(...given);
  }

  override async follow(...given: Parameters<Touch["follow"]>): Promise<void> {
    this.taps += 1;
    await super.follow(...given);
  }
}

/** Go from the front page to the first stop of a module. */
async function sitDown(page: Page, module: ModuleKey, language: Language, hands: Counted) {
  await page.goto("/");
  const start = Date.now();
  const link = (name: string) => page.getByRole("link", { name: new RegExp(escaped(name)) });
  await hands.follow(link(doors[module][language]));
  await hands.follow(link(titles[module][language]));
  const player = await Player.meet(page, { language, hands, manner: "well" });
  await player.begin();
  return { player, seconds: (Date.now() - start) / 1000 };
}

for (const language of ["en", "ar"] as const) {
  test.describe(() => {
    test.use({ ...phone, locale: browserLocale[language], reducedMotion: "reduce" });

    for (const module of first) {
      test(`${module} begins at once, three taps at most from the front page, in ${language}`, async ({
        page,
      }, { annotations }) => {
        const hands = new Counted();
        const { player, seconds } = await sitDown(page, module, language, hands);
        const { stop, stage } = player;
        if (stop?.at !== "step") throw new Error("a question stands at the door");
        const { step } = stop;
        const isStory = step.type === "story";
        const words = isStory ? (step.panels[0]?.text ?? "") : player.headingOf(stop);
        await expect(stage.getByText(words).first()).toBeVisible();
        // A parent’s module may begin with something to do.
        expect(isStory || player.module.band === "").toBe(true);
        annotations.push({ type: "first story", description: `${hands.taps} taps, ${seconds} s` });
        expect(hands.taps).toBeLessThanOrEqual(MOST_TAPS);
        expect(seconds).toBeLessThan(MOST_SECONDS);
        const check = player.t("check.question", { number: 1, of: player.module.asked ?? 1 });
        await expect(stage.getByRole("heading", { name: check })).toHaveCount(0);
        await lookAt(page, "the first panel of a story");
      });
    }

    test(`a child who comes back in ${language} is at the story again with one tap`, async ({
      page,
    }) => {
      const hands = new Counted();
      const { player } = await sitDown(page, "t1-0810-circles", language, hands);
      await player.playStop();
      await allSent(page);
      const progress = await progressOf(page, page.request, player.module.key);
      expect(progress).toMatchObject({
        state: "started",
        steps_done: [player.module.steps[0]?.id],
      });
      await page.goto("/");
      await hands.follow(
        page.getByRole("link", { name: new RegExp(escaped(player.t("home.go_on"))) }),
      );
      const heading = player.stop ? player.headingOf(player.stop) : "";
      await expect(player.stage.getByRole("heading", { level: 2, name: heading })).toBeVisible();
    });
  });
}
