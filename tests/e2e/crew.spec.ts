/**
 * Several learners share one device: nothing of theirs mixes, a card brings one of them back on
 * another, and whoever wants to be forgotten is.
 */
import type { BrowserContext, Page } from "@playwright/test";
import { answer } from "./kinds";
import { anyAnswer } from "./support/answers";
import { Keyboard, Touch } from "./support/hands";
import { allSent, FIRST, learnerOf, tokenOf, waitingOn } from "./support/learner";
import { lookAt } from "./support/look";
import { modulePath, titles } from "./support/places";
import { Player } from "./support/player";
import { attemptsOf, canServe } from "./support/server";
import { browserLocale, expect, phone, test } from "./support/test";
import { escaped, wordsOf, type Language } from "./support/words";

test.use({ ...phone, reducedMotion: "reduce" });

const MODULE = "t1-0810-circles";
const WRITES = "**/api/v1/{attempts,progress}/";

/** Choose the age, then sit down before a module. */
async function sitDown(page: Page, language: Language = "en"): Promise<Player> {
  await page.goto(`/${language}/children/?band=8-10`);
  await page.getByRole("link", { name: new RegExp(escaped(titles[MODULE][language])) }).tap();
  const player = await Player.meet(page, { language, hands: new Touch(), manner: "well" });
  await player.begin();
  return player;
}

const begun = (page: Page, language: Language = "en") =>
  page
    .getByRole("link", { name: new RegExp(escaped(titles[MODULE][language])) })
    .getByText(wordsOf(language)("map.started"));

/** Open the page where the device is handed over. */
async function openCrew(page: Page, language: Language = "en"): Promise<void> {
  await page.goto(`/${language}/crew/`);
  const heading = page.getByRole("heading", { level: 1, name: wordsOf(language)("crew.title") });
  await expect(heading).toBeVisible();
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

const mates = (page: Page) => page.locator(".mate:not(.mate--new)");

async function addPlayer(page: Page, band: string): Promise<void> {
  await openCrew(page);
  await button(page, wordsOf("en")("crew.add")).tap();
  await page.getByRole("radio", { name: band }).check({ force: true });
  await button(page, wordsOf("en")("crew.make.start")).tap();
  await expect(page).toHaveURL(/children\/\?band=/);
}

/** The databases of a device, and how many entries each holds. */
function databasesOf(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const counts: Record<string, number> = {};
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error("no database"));
      });
      counts[name] = 0;
      for (const store of db.objectStoreNames) {
        const request = db.transaction(store).objectStore(store).count();
        counts[name] += await new Promise<number>((resolve) => {
          request.onsuccess = () => resolve(request.result);
        });
      }
      db.close();
    }
    return counts;
  });
}

const choicesOf = (page: Page) => page.evaluate(() => Object.keys(localStorage).sort());

async function knows(page: Page, site: string, token: string): Promise<boolean> {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await page.request.get(`${site}/api/v1/learners/me/`, { headers });
  return answer.status() === 200;
}

/** What the server has of a learner is what that learner answered, each once. */
async function hasOnly(page: Page, site: string, token: string, player: Player): Promise<void> {
  const { id } = await learnerOf(page.request, site, token);
  const byItem = (list: { item: string; phase: string }[]) =>
    list.map(({ item, phase }) => `${phase} ${item}`).sort();
  expect(byItem(attemptsOf(id))).toEqual(byItem(player.answered));
}

test("two learners on one device never mix, even when answers wait", async ({
  page,
  context,
  guard,
  site,
}) => {
  guard.allow(/Failed to load resource/);
  const first = await sitDown(page);
  await first.playStop();
  await allSent(page);
  const token = await tokenOf(page);
  await context.route(WRITES, (route) => route.abort("connectionreset"));
  await first.playStop();
  expect(await waitingOn(page)).toBeGreaterThan(0);

  await addPlayer(page, "8–10");
  await expect(begun(page)).toBeHidden();
  await page.goto("/en/");
  await expect(page.locator("[data-island=home]")).toBeEmpty();
  await context.unroute(WRITES);
  const second = await sitDown(page);
  await second.playStop();
  await second.playStop();
  await second.playStop();
  const names = Object.keys(await databasesOf(page));
  const other = names.find((name) => name.startsWith(`${FIRST}-p`)) ?? "";
  await allSent(page, other);
  // What the first one left behind is sent from the second one's pages, under the first one's name.
  await page.goto("/en/");
  await allSent(page);
  expect(await tokenOf(page)).toBe(token);
  expect(await tokenOf(page, other)).not.toBe(token);

  await openCrew(page);
  await expect(mates(page)).toHaveCount(2);
  await mates(page).first().tap();
  await expect(page).toHaveURL(/children\/\?band=8-10/);
  await expect(begun(page)).toBeVisible();
  await page.goto("/en/");
  await expect(
    page.getByRole("link", { name: new RegExp(wordsOf("en")("home.go_on")) }),
  ).toBeVisible();

  test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site to count in");
  await hasOnly(page, site, token, first);
  await hasOnly(page, site, await tokenOf(page, other), second);
});

test("a page that was left open plays on as whoever plays now", async ({ page, context }) => {
  const player = await sitDown(page);
  await player.playStop();
  const elsewhere = await context.newPage();
  await addPlayer(elsewhere, "8–10");
  // As when it is brought back from behind, or from the browser's memory.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow")));
  const place = wordsOf("en")("stage.progress", { number: 1, of: player.stops.length });
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuetext", place);
});

for (const language of ["en", "ar"] as const) {
  test.describe(() => {
    test.use({ locale: browserLocale[language] });

    test(`forget me leaves no row and no trace, in ${language}`, async ({ page, site }) => {
      const t = wordsOf(language);
      const player = await sitDown(page, language);
      await player.playStop();
      await allSent(page);
      const token = await tokenOf(page);
      const { id } = await learnerOf(page.request, site, token);

      await page.goto(`/${language}/what-we-keep/`);
      await page
        .getByRole("main")
        .getByRole("link", { name: t("crew.forget") })
        .tap();
      await button(page, t("crew.forget.yes")).tap();
      await expect(page.getByRole("status").getByText(t("crew.forget.done"))).toBeVisible();
      expect(await choicesOf(page)).toEqual([]);
      expect(await databasesOf(page)).toEqual({});
      expect(await knows(page, site, token)).toBe(false);
      await expect(page.locator(".who-plays")).toBeHidden();

      await page.goto(`/${language}/children/?band=8-10`);
      await expect(begun(page, language)).toBeHidden();
      await openCrew(page, language);
      await expect(mates(page)).toHaveCount(0);
      test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site to count in");
      expect(attemptsOf(id)).toEqual([]);
    });

    test(`every view of the crew in ${language}`, async ({ page, guard }) => {
      guard.allow(/status of (404|429)/);
      await page.setViewportSize({ width: 320, height: 720 });
      const t = wordsOf(language);
      await openCrew(page, language);
      await lookAt(page, "nobody yet");
      await button(page, t("crew.add")).tap();
      await expect(page.getByRole("radio").first()).toBeAttached();
      await lookAt(page, "a new player");
      await button(page, t("crew.make.start")).tap();
      await expect(page.getByText(t("crew.make.choose"))).toBeVisible();
      await lookAt(page, "a new player who has not said who");
      await page.getByRole("radio").first().check({ force: true });
      await button(page, t("crew.make.start")).tap();
      await expect(page).toHaveURL(/band=5-7/);
      await expect(page.locator(".who-plays")).toBeVisible();
      await lookAt(page, "the map, with a badge");

      await openCrew(page, language);
      await lookAt(page, "one player");
      await button(page, t("crew.change")).tap();
      await page.getByRole("radio", { name: t("crew.hat.crown") }).check({ force: true });
      await button(page, t("crew.make.save")).tap();
      await expect(page.getByText(t("crew.changed"))).toBeVisible();
      await lookAt(page, "a new picture");
      await button(page, t("crew.card")).tap();
      await button(page, t("crew.card.make")).tap();
      await expect(page.getByRole("img", { name: t("crew.card.code") })).toBeVisible();
      await lookAt(page, "a card");
      await button(page, t("crew.back")).tap();

      await button(page, t("crew.enter")).tap();
      const field = page.getByLabel(t("crew.enter.label"));
      await field.fill("abc");
      await button(page, t("crew.enter.go")).tap();
      await expect(page.getByText(t("crew.enter.short"))).toBeVisible();
      await field.fill("zzzz zzzz");
      await button(page, t("crew.enter.go")).tap();
      await expect(page.getByText(t("crew.enter.wrong"))).toBeVisible();
      await lookAt(page, "a wrong card");
      await page
        .context()
        .route("**/learners/recover/", (route) =>
          route.fulfill({ status: 429, json: {}, headers: { "Retry-After": "170" } }),
        );
      await button(page, t("crew.enter.go")).tap();
      await expect(page.getByText(t("crew.enter.wait", { count: 3 }))).toBeVisible();
      await button(page, t("crew.back")).tap();

      await button(page, t("crew.forget")).tap();
      await lookAt(page, "shall we forget you");
      await button(page, t("crew.forget.no")).tap();
      await button(page, t("crew.unsaved")).tap();
      await expect(page.locator(".who-plays")).toBeVisible();
      await openCrew(page, language);
      await lookAt(page, "without saving");
    });
  });
}

test("a device without a network forgets at once, and the server as soon as it can", async ({
  page,
  context,
  guard,
  site,
}) => {
  guard.allow(/Failed to load resource/);
  const t = wordsOf("en");
  const player = await sitDown(page);
  await player.playStop();
  await allSent(page);
  const token = await tokenOf(page);
  await openCrew(page);
  await context.route("**/learners/me/", (route) => route.abort("internetdisconnected"));
  await button(page, t("crew.forget")).tap();
  await button(page, t("crew.forget.yes")).tap();
  await expect(page.getByText(t("crew.forget.later"))).toBeVisible();
  expect(await databasesOf(page)).toEqual({});
  expect(await choicesOf(page)).toEqual(["cop.farewell"]);
  expect(await knows(page, site, token)).toBe(true);

  await context.unroute("**/learners/me/");
  await page.goto("/en/");
  await expect.poll(() => knows(page, site, token)).toBe(false);
  await expect.poll(() => choicesOf(page)).toEqual([]);
});

/** Bring somebody back in a browser that has never been here. */
async function comeBack(context: BrowserContext, site: string, card: string): Promise<Page> {
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${site}/en/crew/#card=${card}`);
  await expect(page.getByLabel(wordsOf("en")("crew.enter.label"))).toHaveValue(card);
  expect(page.url()).toBe(`${site}/en/crew/`);
  await button(page, wordsOf("en")("crew.enter.go")).tap();
  await expect(page).toHaveURL(/children\/\?band=8-10/);
  expect(asked.filter((url) => url.includes(card))).toEqual([]);
  return page;
}

test("a recovery card brings progress to a browser that has never been here", async ({
  page,
  browser,
  guard,
  site,
}) => {
  const t = wordsOf("en");
  const player = await sitDown(page);
  for (let stops = 0; stops < 5; stops += 1) await player.playStop();
  await allSent(page);
  const before = await learnerOf(page.request, site, await tokenOf(page));
  await openCrew(page);
  await button(page, t("crew.card")).tap();
  await button(page, t("crew.card.make")).tap();
  const signs = page.locator(".signs");
  await expect(signs).toBeVisible();
  const card = (await signs.locator("span").allTextContents()).join("-");
  // On paper there is the card, and nothing else.
  await page.emulateMedia({ media: "print" });
  await expect(signs).toBeVisible();
  await expect(page.locator(".topbar")).toBeHidden();
  await expect(button(page, t("crew.card.print"))).toBeHidden();

  const context = await browser.newContext(phone);
  guard.watch(context);
  const fresh = await comeBack(context, site, card);
  await expect(begun(fresh)).toBeVisible();
  const after = await learnerOf(fresh.request, site, await tokenOf(fresh));
  expect(after.modules).toEqual(before.modules);
  expect(await knows(page, site, await tokenOf(page))).toBe(false);
  expect(await context.cookies()).toEqual([]);
});

test("playing without saving leaves nothing, and says so", async ({ page }) => {
  test.slow();
  const t = wordsOf("en");
  const sent: string[] = [];
  await openCrew(page);
  await button(page, t("crew.unsaved")).tap();
  await expect(page).toHaveURL(/\/en\/$/);
  const before = await databasesOf(page);
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(modulePath(MODULE, "en"));
  const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "well" });
  await player.begin();
  await player.playUntil(({ at }) => at === "check");
  const { stop } = player;
  if (stop?.at !== "check") throw new Error("the module has no check");
  await answer(player.table, stop.item, anyAnswer(stop.item));
  await button(page, t("item.save")).tap();
  await expect(page.getByText(t("stage.unsaved"))).toHaveCount(2);
  await button(page, t("stage.next")).tap();
  await page.goto("/en/children/?band=8-10");
  await expect(page.locator(".who-plays--unsaved")).toBeVisible();
  await expect(begun(page)).toBeHidden();
  expect(sent).toEqual([]);
  expect(await choicesOf(page)).toEqual([]);
  expect(await databasesOf(page)).toEqual(before);

  await openCrew(page);
  await button(page, t("crew.unsaved.end")).tap();
  await expect(page.locator(".who-plays")).toBeHidden();
});

test("a new player comes aboard with the keyboard alone", async ({ page }) => {
  const t = wordsOf("en");
  const hands = new Keyboard(page);
  await openCrew(page);
  await hands.press(button(page, t("crew.add")));
  const [age, animal] = ["8–10 years", t("crew.animal.octopus")];
  for (const name of [age, animal]) {
    const choice = page.getByRole("radio", { name });
    await hands.reach(choice);
    if (!(await choice.isChecked())) await page.keyboard.press("Space");
    await expect(choice).toBeChecked();
  }
  await hands.reach(button(page, t("crew.make.start")));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/band=8-10/);
  await expect(page.locator(".who-plays")).toBeVisible();
});
