/** The chart: a way on a phone, a map on a wide screen, mirrored in Arabic; islands brighten, the boat sails. */
import type { Locator, Page } from "@playwright/test";
import { Touch } from "./support/hands";
import { lookAt } from "./support/look";
import { modulePath, titles } from "./support/places";
import { Player } from "./support/player";
import { expect, phone, test } from "./support/test";
import { wordsOf } from "./support/words";

const isle = (page: Page, number: number) => page.locator(`[data-isle="${number}"] .isle__scene`);
const boat = (page: Page) => page.locator(".lagoon__boat");

async function middleOf(part: Locator): Promise<{ x: number; y: number }> {
  const box = await part.boundingBox();
  if (!box) throw new Error(`${part.toString()} is not there`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** How far the boat is from an island, in widths of the island. */
async function distance(page: Page, number: number): Promise<number> {
  const [from, to] = [await middleOf(boat(page)), await middleOf(isle(page, number))];
  const width = (await isle(page, number).boundingBox())?.width ?? 1;
  return Math.hypot(from.x - to.x, from.y - to.y) / width;
}

for (const language of ["en", "ar"] as const) {
  test.describe(`on a wide screen in ${language}`, () => {
    test.use({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });

    test("the twelve islands lie round the lagoon, in the order of the topics", async ({
      page,
    }) => {
      await page.goto(`/${language}/children/`);
      const lagoon = await middleOf(page.locator(".lagoon"));
      const angles: number[] = [];
      for (let number = 1; number <= 12; number += 1) {
        const { x, y } = await middleOf(isle(page, number));
        const along = language === "ar" ? lagoon.x - x : x - lagoon.x;
        angles.push(Math.atan2(y - lagoon.y, along));
      }
      const turns = angles.map((angle, index) => {
        const next = angles[(index + 1) % 12] ?? 0;
        return (next - angle + 2 * Math.PI) % (2 * Math.PI);
      });
      // Each is a bit further round, clockwise in the line of reading, and after twelve one is back.
      for (const turn of turns) expect(turn).toBeLessThan(Math.PI / 2);
      expect(turns.reduce((sum, turn) => sum + turn, 0)).toBeCloseTo(2 * Math.PI, 5);
      await expect(page.locator(".chart__route path")).toHaveAttribute("d", /^M.+L/);
      await lookAt(page, "the map");
    });
  });

  test.describe(`on a phone in ${language}`, () => {
    test.use({ ...phone, reducedMotion: "reduce" });

    test("the way goes down the page, and the keyboard takes it in that order", async ({
      page,
    }) => {
      await page.goto(`/${language}/children/`);
      const stops = await page.locator(".stop").all();
      const heights = await Promise.all(stops.map(async (stop) => (await middleOf(stop)).y));
      expect(heights).toEqual(heights.toSorted((a, b) => a - b));
      await stops[0]?.focus();
      for (const stop of stops.slice(1)) {
        await page.keyboard.press("Tab");
        // Between two games stand the buttons that keep the first of them, or its whole island.
        for (let keeps = 0; keeps < 2; keeps += 1) {
          if (!(await page.locator(".stop:focus").count())) await page.keyboard.press("Tab");
        }
        await expect(stop).toBeFocused();
      }
    });

    test("an island that was played comes out of the mist, and the boat is there", async ({
      page,
    }) => {
      test.slow();
      const t = wordsOf(language);
      await page.goto(`/${language}/children/`);
      const light = () =>
        isle(page, 1)
          .locator(".isle__art")
          .evaluate((art) => Number(getComputedStyle(art).opacity));
      const before = await light();
      expect(await distance(page, 1)).toBeGreaterThan(1);

      await page.goto(modulePath("t1-0810-circles", language));
      const player = await Player.meet(page, {
        language,
        hands: new Touch(),
        manner: "well",
      });
      await player.begin();
      await player.playOn();
      await page
        .getByRole("link", { name: t("finish.map") })
        .last()
        .tap();
      await expect(page.getByText(t("map.pearls", { count: 1 }))).toBeVisible();
      await expect.poll(light).toBe(1);
      expect(before).toBeLessThan(0.9);
      await expect.poll(() => distance(page, 1)).toBeLessThan(0.75);
      await lookAt(page, "the way, with a pearl");
    });
  });
}

test("the boat sails from where it was to where one played last, and only once", async ({
  page,
}) => {
  // Every voyage is noted as it begins: on a busy machine one is over before it is looked for.
  await page.addInitScript(() => {
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (frames, options) {
      if (JSON.stringify(frames).includes("translate"))
        document.documentElement.dataset["sailed"] = "";
      return animate.call(this, frames, options);
    };
  });
  const sails = () => page.evaluate(() => "sailed" in document.documentElement.dataset);
  const play = async (module: "t1-0810-circles" | "t4-1113-storm") => {
    await page.goto(modulePath(module, "en"));
    const note = page.getByRole("button", { name: wordsOf("en")("note.start") });
    if (module === "t4-1113-storm") await note.click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await page.goto("/en/children/");
  };
  await play("t1-0810-circles");
  await expect.poll(sails).toBe(true);
  await expect.poll(() => distance(page, 1), { timeout: 10_000 }).toBeLessThan(0.75);
  await play("t4-1113-storm");
  await expect.poll(sails).toBe(true);
  await expect.poll(() => distance(page, 4), { timeout: 10_000 }).toBeLessThan(0.75);
  await page.reload();
  await expect(page.locator(".stop[data-state]")).toHaveCount(2);
  await expect.poll(() => distance(page, 4)).toBeLessThan(0.75);
  expect(await sails()).toBe(false);
  await expect(page.getByRole("link", { name: titles["t4-1113-storm"].en })).toBeVisible();
});
