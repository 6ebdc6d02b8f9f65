/** The site as an app: what is kept plays without a network, and a newer release disturbs nobody. */
import type { BrowserContext, Page } from "@playwright/test";
import { NO_NETWORK } from "./support/guard";
import { Touch } from "./support/hands";
import { allSent, learnerOf, progressOf, tokenOf, waitingOn } from "./support/learner";
import { lookAt } from "./support/look";
import { modulePath, titles } from "./support/places";
import { Player } from "./support/player";
import { Releases } from "./support/releases";
import { attemptsOf, canServe } from "./support/server";
import { expect, phone, test } from "./support/test";
import { wordsOf, type Language } from "./support/words";

test.use({ ...phone, reducedMotion: "reduce" });

/** Open a page and wait until the worker serves it. */
async function arrive(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? "none"))
    .toBe("activated");
}

/** Download a module from the page that lists it. */
async function download(page: Page, language: Language, title: string): Promise<void> {
  const t = wordsOf(language);
  await page.getByRole("button", { name: t("keep.of", { name: title }) }).tap();
  await expect(page.getByRole("link", { name: t("keep.here_of", { name: title }) })).toBeVisible({
    timeout: 30_000,
  });
}

/** Play a module's page that is open to its end. */
async function playOn(page: Page, language: Language): Promise<Player> {
  const player = await Player.meet(page, { language, hands: new Touch(), manner: "well" });
  await player.begin();
  await player.playOn();
  return player;
}

/** The server has every answer that was given, each once. */
async function eachOnce(page: Page, player: Player, site: string): Promise<void> {
  const { id } = await learnerOf(page.request, site, await tokenOf(page));
  const byItem = (list: { item: string; phase: string }[]) =>
    list.map(({ item, phase }) => `${phase} ${item}`).sort();
  expect(byItem(attemptsOf(id))).toEqual(byItem(player.answered));
}

const shellsOn = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("cop-shell ")));

async function goOffline(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
}

for (const language of ["en", "ar"] as const) {
  test(`a module that was never opened is downloaded, played offline and counted once, in ${language}`, async ({
    page,
    context,
    guard,
    site,
  }) => {
    guard.allow(NO_NETWORK);
    const t = wordsOf(language);
    const title = titles["t1-0810-circles"][language];
    await arrive(page, `/${language}/children/?band=8-10`);
    await download(page, language, title);

    await goOffline(context);
    await page.getByRole("link", { name: title }).first().tap();
    const player = await playOn(page, language);
    await expect(page.getByText(t("finish.stop_point"))).toBeVisible();
    const waiting = await waitingOn(page);
    expect(waiting).toBeGreaterThan(player.stops.length / 2);
    await page.close();

    const later = await context.newPage();
    await later.goto(`/${language}/`);
    await expect(
      later.getByText(t("offline.waiting", { count: waiting }), { exact: false }),
    ).toBeVisible();
    await context.setOffline(false);
    await expect(later.getByText(t("offline.back"))).toBeVisible();
    await allSent(later);
    const progress = await progressOf(later, later.request, player.module.key);
    expect(progress).toMatchObject({ state: "finished", stars: player.stars });
    test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site to count in");
    await eachOnce(later, player, site);
  });

  test(`what is on the device is listed and deleted, in ${language}`, async ({
    page,
    context,
    guard,
  }) => {
    guard.allow(NO_NETWORK);
    const t = wordsOf(language);
    const title = titles["p2-tell"][language];
    await arrive(page, `/${language}/offline/`);
    await expect(page.getByText(t("offline.none"))).toBeVisible();
    await lookAt(page, "nothing kept");
    await page.goto(`/${language}/parents/`);
    await download(page, language, title);
    await lookAt(page, "kept");
    await page.getByRole("link", { name: t("keep.here_of", { name: title }) }).tap();

    const pack = page.getByRole("listitem").filter({ hasText: title });
    await expect(pack.getByText(/[\d٠-٩]/)).toBeVisible();
    await goOffline(context);
    await expect(page.getByText(t("offline.sign"))).toBeVisible();
    await lookAt(page, "one kept, offline");
    await pack.getByRole("button", { name: t("offline.delete") }).tap();
    await lookAt(page, "asked");
    await page.getByRole("button", { name: t("offline.keep_it") }).tap();
    await expect(pack.getByRole("button", { name: t("offline.delete") })).toBeFocused();
    await pack.getByRole("button", { name: t("offline.delete") }).tap();
    await page.getByRole("button", { name: t("offline.delete_it") }).tap();
    await expect(page.getByText(t("offline.deleted", { title }))).toBeVisible();
    await expect(page.getByRole("heading", { name: t("offline.here") })).toBeFocused();
    await page.goto(modulePath("p2-tell", language));
    await expect(page.getByText(t("offline.not_here"))).toBeVisible();
  });

  test(`a page that was never opened says so, in its language: ${language}`, async ({
    page,
    context,
    guard,
  }) => {
    guard.allow(NO_NETWORK);
    const t = wordsOf(language);
    const other = language === "en" ? "ar" : "en";
    await arrive(page, `/${other}/`);
    await goOffline(context);
    await page.goto(modulePath("t4-1113-storm", language));
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.getByText(t("offline.not_here"))).toBeVisible();
    await lookAt(page, "not here");

    await context.setOffline(false);
    await page.getByRole("button", { name: t("offline.try") }).tap();
    await expect(
      page.getByRole("heading", { level: 1, name: titles["t4-1113-storm"][language] }),
    ).toBeVisible();
  });
}

test("what was opened is kept: the map, its module and the way out are there offline", async ({
  page,
  context,
  guard,
}) => {
  guard.allow(NO_NETWORK);
  await arrive(page, "/en/children/?band=11-13");
  await page.goto(modulePath("t4-1113-storm", "en"));
  const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "well" });
  await player.begin();
  await goOffline(context);
  await page.goto("/en/children/");
  await page.getByRole("link", { name: titles["t4-1113-storm"].en }).tap();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page
    .getByRole("button", { name: player.t("help.hide") })
    .or(page.getByRole("button", { name: player.t("help.leave") }))
    .tap();
  await expect(page.getByRole("heading", { name: "Units of measurement" })).toBeVisible();
});

test("a page that is on the device waits neither for a silent network nor for a broken server", async ({
  page,
  guard,
  site,
}) => {
  guard.allow(NO_NETWORK, /status of 503/);
  const releases = await Releases.before(site);
  try {
    guard.addSite(releases.address);
    await arrive(page, `${releases.address}/en/`);
    await page.goto(`${releases.address}/en/parents/`);
    for (const mood of ["broken", "silent"] as const) {
      releases.mood = mood;
      await page.goto(`${releases.address}/en/parents/`);
      await expect(page.getByRole("link", { name: titles["p2-tell"].en })).toBeVisible();
    }
    releases.mood = "broken";
    const answer = await page.goto(`${releases.address}/en/educators/`);
    expect(answer?.status(), "a page that is not here says what the server says").toBe(503);
  } finally {
    releases.end();
  }
});

test("no page that asks who somebody is stays on the device", async ({ page, guard }) => {
  guard.mayHaveCookies = true;
  await arrive(page, "/en/");
  await page.goto("/en/accounts/login/");
  await page.getByLabel("Username").fill("educator");
  await page.getByLabel("Password").fill("reef-educator");
  await page.getByRole("button", { name: "Sign in" }).tap();
  await expect(page).toHaveURL(/signed-in/);
  await page.goto("/en/parents/");
  await page.waitForLoadState("networkidle");
  const kept = await page.evaluate(async () =>
    (await (await caches.open("cop-pages")).keys()).map(({ url }) => new URL(url).pathname),
  );
  expect(kept).toEqual(["/en/"]);
});

test("a newer release while a module is in play loses nothing, and waits to be let in", async ({
  page,
  context,
  guard,
  site,
}) => {
  test.setTimeout(150_000);
  guard.allow(NO_NETWORK);
  const t = wordsOf("en");
  const releases = await Releases.before(site);
  try {
    guard.addSite(releases.address);
    const path = modulePath("t1-0810-circles", "en");
    await arrive(page, `${releases.address}/en/children/?band=8-10`);
    await download(page, "en", titles["t1-0810-circles"].en);
    await page.goto(releases.address + path);
    const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "well" });
    await player.begin();
    for (let stops = 0; stops < 3; stops += 1) await player.playStop();
    await page.evaluate(() => (document.title = "the same page"));

    releases.release();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
    });
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return registration?.waiting?.state ?? "none";
        }),
      )
      .toBe("installed");
    await player.playStop();
    await expect(page.getByText(t("offline.newer"))).toBeHidden();

    // In another tab the newer release is let in.
    const other = await context.newPage();
    await other.goto(`${releases.address}/en/`);
    await expect(other.getByText(t("offline.newer"))).toBeVisible();
    await lookAt(other, "a newer version");
    expect(await shellsOn(other)).toHaveLength(2);
    await other.getByRole("button", { name: t("offline.update") }).tap();
    await expect(other.getByText(t("offline.newer"))).toBeHidden();
    await expect
      .poll(() =>
        other.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return registration?.waiting ? "waiting" : (registration?.active?.state ?? "none");
        }),
      )
      .toBe("activated");

    await page.bringToFront();
    await player.playOn();
    await expect(page.getByText(t("finish.stop_point"))).toBeVisible();
    expect(await page.title()).toBe("the same page");
    await allSent(page);
    if (canServe) await eachOnce(page, player, site);
    expect(await shellsOn(page)).toHaveLength(2);
    await page.close();

    // The old parts go when nobody plays with them any more; the old pack plays with the new ones.
    await other.goto(`${releases.address}/en/parents/`);
    await expect.poll(() => shellsOn(other)).toHaveLength(1);
    await goOffline(context);
    await other.goto(releases.address + path);
    await other.getByRole("button", { name: t("finish.replay") }).tap();
    await expect(other.getByRole("progressbar")).toBeVisible();
    const again = await Player.meet(other, { language: "en", hands: new Touch(), manner: "well" });
    again.stops.splice(0, again.stops.length, ...again.stops.filter(({ at }) => at === "step"));
    for (let stops = 0; stops < 3; stops += 1) await again.playStop();
  } finally {
    releases.end();
  }
});
