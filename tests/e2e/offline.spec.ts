/** The network goes, or is bad: playing goes on, and every answer arrives, each once. */
import type { BrowserContext, Page } from "@playwright/test";
import { NO_NETWORK } from "./support/guard";
import { Touch } from "./support/hands";
import { allSent, learnerOf, progressOf, tokenOf, waitingOn } from "./support/learner";
import { modulePath, type ModuleKey } from "./support/places";
import { Player } from "./support/player";
import { attemptsOf, canServe } from "./support/server";
import { expect, phone, test } from "./support/test";

test.use({ ...phone, reducedMotion: "reduce" });

async function sitDown(page: Page, module: ModuleKey): Promise<Player> {
  await page.goto(modulePath(module, "en"));
  const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "badly" });
  await player.begin();
  return player;
}

/** What the rest of the module needs is on the device: its pictures, and the parts that play it. */
async function hasEverything(page: Page, player: Player): Promise<void> {
  const pictures = [...JSON.stringify(player.module.steps).matchAll(/"src":"([^"]+)"/g)];
  const wanted = [...pictures.map(([, src = ""]) => src), "player-chat", "player-sort", "Finish"];
  await expect
    .poll(() =>
      page.evaluate((names) => {
        const had = performance
          .getEntriesByType("resource")
          .filter((entry) => (entry as PerformanceResourceTiming).responseEnd > 0)
          .map(({ name }) => name);
        return names.filter((name) => !had.some((url) => url.includes(name)));
      }, wanted),
    )
    .toEqual([]);
}

/** Lose the network and find it again: what waits is then sent at once. */
async function reconnect(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  await context.setOffline(false);
}

/** The server has every answer that was given, each once. */
async function eachOnce(page: Page, player: Player, site: string): Promise<void> {
  const { id } = await learnerOf(page.request, site, await tokenOf(page));
  const byItem = (list: { item: string; phase: string }[]) =>
    list.map(({ item, phase }) => `${phase} ${item}`).sort();
  expect(byItem(attemptsOf(id))).toEqual(byItem(player.answered));
}

test("a module is played on without a network, and the answers arrive when it is back", async ({
  page,
  context,
  guard,
  site,
}) => {
  guard.allow(NO_NETWORK);
  const player = await sitDown(page, "t1-0810-circles");
  const { t } = player;
  await player.playStop();
  await allSent(page);
  await hasEverything(page, player);

  await context.setOffline(true);
  await expect(page.getByText(t("stage.offline"))).toBeVisible();
  await player.playOn();
  await expect(page.getByText(t("finish.stop_point"))).toBeVisible();
  // Every stop but the first waits as a step or as an answer, and so do the forms of the check.
  const waiting = await waitingOn(page);
  expect(waiting).toBeGreaterThan(player.stops.length);
  await expect(page.getByText(t("finish.waiting", { count: waiting }))).toBeVisible();
  await expect(page.getByText(t("finish.check_later"))).toBeVisible();
  expect((await progressOf(page, page.request, player.module.key))?.state ?? "started").toBe(
    "started",
  );

  await context.setOffline(false);
  await expect(page.getByText(t("finish.waiting", { count: waiting }))).toBeHidden();
  await allSent(page);
  const progress = await progressOf(page, page.request, player.module.key);
  expect(progress).toMatchObject({ state: "finished", stars: player.stars });
  await expect(page.getByRole("heading", { name: t("finish.check") })).toBeVisible();
  await expect(page.getByText(t("finish.check_later"))).toBeHidden();
  test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site to count in");
  await eachOnce(page, player, site);
});

test("answers whose receipts are lost are sent again, and count once", async ({
  page,
  context,
  guard,
  site,
}) => {
  guard.allow(/Failed to load resource/);
  let posts = 0;
  await context.route("**/api/v1/{attempts,checks,progress}/", async (route) => {
    posts += 1;
    const answer = await route.fetch();
    // The server has done its work; the device never hears of it.
    if (posts % 2 === 1) await route.abort("connectionreset");
    else await route.fulfill({ response: answer });
  });
  const player = await sitDown(page, "t4-1113-storm");
  await player.playUntil((stop) => stop.at === "step" && stop.step.type === "reveal");
  await expect
    .poll(async () => {
      await reconnect(context);
      return waitingOn(page);
    })
    .toBe(0);
  expect(posts).toBeGreaterThan(2);
  const progress = await progressOf(page, page.request, player.module.key);
  expect(progress?.steps_done).toHaveLength(2);
  test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site to count in");
  await eachOnce(page, player, site);
});
