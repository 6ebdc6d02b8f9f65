/**
 * Pupils join a class with a code, a seat and the pictures of their card: no name, nothing typed but
 * the code. Several share a device, somebody comes back on another one, and whoever leaves can return.
 */
import type { Page } from "@playwright/test";
import { change, makeClass, type Classroom, type Seat } from "./support/classroom";
import { Touch } from "./support/hands";
import { allSent, learnerOf, progressOf, tokenOf, waitingOn } from "./support/learner";
import { lookAt } from "./support/look";
import { modulePath, titles } from "./support/places";
import { Player } from "./support/player";
import { canServe } from "./support/server";
import { browserLocale, expect, phone, test } from "./support/test";
import { wordsOf, type Language, type Words } from "./support/words";

test.use({ ...phone, reducedMotion: "reduce" });
test.skip(!canServe, "the site under test makes the classes");

const MODULE = "t1-0810-circles";
const OLDER = "t4-1113-storm";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** The names of the pictures, as the page has them. */
async function namesOf(page: Page, { pictures }: Seat): Promise<string[]> {
  const text = (await page.locator("#pictures").textContent()) ?? "{}";
  const sets = JSON.parse(text) as Record<string, { pictures: { id: string; name: string }[] }>;
  const all = Object.values(sets).flatMap((set) => set.pictures);
  return pictures.map((picture) => all.find(({ id }) => id === picture)?.name ?? "");
}

async function tapCode(page: Page, t: Words, code: string): Promise<void> {
  const keys = page.getByRole("group", { name: t("join.code.keys") });
  for (const key of code.replace("-", "")) {
    await keys.getByRole("button", { name: key, exact: true }).tap();
  }
  await button(page, t("join.code.go")).tap();
}

async function takeSeat(page: Page, t: Words, seat: Seat): Promise<void> {
  await button(page, seat.label).tap();
  await tapPictures(page, t, await namesOf(page, seat));
}

async function tapPictures(page: Page, t: Words, names: string[]): Promise<void> {
  const keys = page.getByRole("group", { name: t("join.pictures.keys") });
  for (const name of names) await keys.getByRole("button", { name, exact: true }).tap();
  await button(page, t("join.pictures.go")).tap();
}

const due = (page: Page, t: Words) => page.getByRole("region", { name: t("due.title") });

const seatOf = ({ seats }: Classroom, index: number): Seat => {
  const seat = seats[index];
  if (!seat) throw new Error(`the class has no seat ${index}`);
  return seat;
};

for (const language of ["en", "ar"] as const satisfies Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: browserLocale[language] });

    test("a pupil finds the class, taps the card's pictures and sees what is due", async ({
      page,
      guard,
      site,
    }) => {
      guard.allow(/status of 404/);
      const t = wordsOf(language);
      const modules = [MODULE];
      const classroom = makeClass({ band: "8-10", language, size: 12, modules });
      const seat = seatOf(classroom, 3);
      await page.goto(`/${language}/`);
      await page.locator('a[href$="/join/"]').first().tap();
      await expect(page.getByRole("heading", { level: 1, name: t("join.title") })).toBeVisible();
      await lookAt(page, "the code");

      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      const slip = classroom.code.replace(/^(.)(.)/, "$2$1");
      if (slip !== classroom.code) {
        await tapCode(page, t, slip);
        await expect(page.getByRole("alert").getByText(t("join.code.mistyped"))).toBeVisible();
        expect(asked.filter((path) => path.includes("/classes/"))).toEqual([]);
        await lookAt(page, "a mistyped code");
      }
      await page.getByLabel(t("join.code.label")).fill("");
      await tapCode(page, t, classroom.code);
      await expect(page.getByRole("heading", { name: t("join.seat.title") })).toBeVisible();
      await lookAt(page, "the seats");
      // A reload loses nothing.
      await page.reload();
      await button(page, seat.label).tap();
      await lookAt(page, "the pictures");
      const names = await namesOf(page, seat);
      await tapPictures(page, t, [...names].reverse());
      await expect(page.getByRole("alert").getByText(t("join.pictures.wrong"))).toBeVisible();
      await lookAt(page, "wrong pictures");
      await tapPictures(page, t, names);

      await expect(page).toHaveURL(new RegExp(`/${language}/children/\\?band=8-10`));
      await expect(due(page, t)).toContainText(titles[MODULE][language]);
      await expect(due(page, t)).toContainText("Bring your headphones.");
      await expect(due(page, t)).toContainText(t("due.new"));
      await lookAt(page, "what is due");
      const learner = await learnerOf(page.request, site, await tokenOf(page));
      expect(learner).toMatchObject({ band: "8-10", locale: language });
      await page.goto(`/${language}/`);
      await due(page, t).getByRole("link", { name: titles[MODULE][language] }).tap();
      await expect(page.getByRole("progressbar")).toBeVisible();
      expect(await page.context().cookies()).toEqual([]);
    });

    test("whoever leaves comes back with the same card", async ({ page, guard, site }) => {
      guard.allow(/status of 404/);
      const t = wordsOf(language);
      const classroom = makeClass({ band: "11-13", language, size: 3, modules: [OLDER] });
      const seat = seatOf(classroom, 1);
      await page.goto(`/${language}/join/${classroom.code}/`);
      await takeSeat(page, t, seat);
      await expect(due(page, t)).toContainText(titles[OLDER][language]);
      const { id } = await learnerOf(page.request, site, await tokenOf(page));

      await due(page, t).getByRole("link", { name: classroom.playName }).tap();
      await expect(page.getByText(t("join.here", { name: classroom.playName }))).toBeVisible();
      await lookAt(page, "my class");
      await button(page, t("join.leave")).tap();
      await lookAt(page, "shall I leave");
      await button(page, t("join.leave.yes")).tap();
      await expect(page.getByText(t("join.leave.done"))).toBeVisible();
      expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
      expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);

      await page.goto(`/${language}/join/${classroom.code}/`);
      await takeSeat(page, t, seat);
      await expect(due(page, t)).toBeVisible();
      expect((await learnerOf(page.request, site, await tokenOf(page))).id).toBe(id);
    });
  });
}

test("several pupils share a device, and one of them goes on on another", async ({
  page,
  site,
}) => {
  const t = wordsOf("en");
  const classroom = makeClass({ band: "8-10", language: "en", size: 4, modules: [MODULE] });
  for (const index of [0, 1]) {
    await page.goto(`/en/join/${classroom.code}/`);
    await takeSeat(page, t, seatOf(classroom, index));
    await expect(due(page, t)).toBeVisible();
  }
  await page.goto("/en/crew/");
  await expect(page.locator(".mate:not(.mate--new)")).toHaveCount(2);
  const first = await tokenOf(page);
  const { id } = await learnerOf(page.request, site, first);

  const { id: seat, pictures } = seatOf(classroom, 0);
  const data = { code: classroom.code, seat, pictures };
  const elsewhere = await page.request.post(`${site}/api/v1/classes/join/`, { data });
  expect(await elsewhere.json()).toMatchObject({ id, class: { band: "8-10", locale: "en" } });
});

for (const language of ["en", "ar"] as const) {
  test(`a seat that is used on another device gets what was done here, in ${language}`, async ({
    page,
    guard,
    site,
  }) => {
    test.slow();
    // The token of before is no longer known.
    guard.allow(/status of 401/);
    const t = wordsOf(language);
    const classroom = makeClass({ band: "8-10", language, size: 2, modules: [MODULE] });
    const seat = seatOf(classroom, 0);
    const { code } = classroom;
    await page.goto(`/${language}/join/${code}/`);
    await takeSeat(page, t, seat);
    await expect(due(page, t)).toBeVisible();
    const { id } = await learnerOf(page.request, site, await tokenOf(page));
    const data = { code, seat: seat.id, pictures: seat.pictures };
    const joinElsewhere = () => page.request.post(`${site}/api/v1/classes/join/`, { data });

    // The class is where it is due.
    await due(page, t)
      .getByRole("link", { name: t("due.together") })
      .tap();
    await expect(page.getByText(t("round.waiting"), { exact: true })).toBeVisible();

    await page.goto(modulePath(MODULE, language));
    expect((await joinElsewhere()).status()).toBe(200);
    const player = await Player.meet(page, {
      language,
      hands: new Touch(),
      manner: "well",
      inClass: true,
    });
    await player.begin();
    await player.playStop();
    await player.playStop();
    const gone = page.getByText(t("due.gone"));
    // Nothing is said over a stop in play.
    await expect(gone).toBeHidden();
    await player.playOn();
    await expect(gone).toBeVisible();
    await expect(page.getByText(t("due.waits"))).toBeVisible();
    await lookAt(page, "the seat is elsewhere");
    const waiting = await waitingOn(page);
    expect(waiting).toBeGreaterThan(0);

    await page.goto(`/${language}/children/?band=8-10`);
    await expect(due(page, t)).toContainText(t("due.gone"));
    await lookAt(page, "the seat is elsewhere, where it is due");
    expect(await waitingOn(page)).toBe(waiting);
    await due(page, t)
      .getByRole("link", { name: t("due.again") })
      .tap();
    await tapCode(page, t, code);
    await takeSeat(page, t, seat);
    await expect(due(page, t)).toContainText(t("due.finished"));
    await allSent(page);
    expect((await learnerOf(page.request, site, await tokenOf(page))).id).toBe(id);
    expect(await progressOf(page, page.request, MODULE)).toMatchObject({ state: "finished" });

    // Whoever plays on without the class is somebody else, and keeps what was won.
    expect((await joinElsewhere()).status()).toBe(200);
    await page.goto(`/${language}/join/`);
    await button(page, t("due.alone")).tap();
    await expect(page.getByText(t("due.alone_done"))).toBeVisible();
    await page.goto(`/${language}/children/?band=8-10`);
    await expect(page.locator(`a[data-module="${MODULE}"]`)).toHaveAttribute(
      "data-state",
      "finished",
    );
    await expect(due(page, t)).toHaveCount(0);
    expect(await tokenOf(page)).toBe("");
  });
}

test("a closed door, a lost network and playing without saving are said kindly", async ({
  page,
  context,
  guard,
}) => {
  guard.allow(/status of 404/, /Failed to load resource/);
  const t = wordsOf("en");
  const classroom = makeClass({ band: "5-7", language: "en", size: 2, modules: [] });
  await page.goto(`/en/join/${classroom.code}/`);
  await expect(button(page, seatOf(classroom, 0).label)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-dress", "young");
  await button(page, seatOf(classroom, 0).label).tap();
  const box = await page
    .getByRole("group", { name: t("join.pictures.keys") })
    .getByRole("button")
    .first()
    .boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(64);
  await lookAt(page, "pictures of the youngest");

  change(classroom, "close_window");
  await page.goto(`/en/join/${classroom.code}/`);
  await expect(page.getByText(t("join.code.wrong"))).toBeVisible();
  await expect(page.getByLabel(t("join.code.label"))).toHaveValue(classroom.code);

  await context.setOffline(true);
  await button(page, t("join.code.go")).tap();
  await expect(page.getByText(t("join.offline"))).toBeVisible();
  await context.setOffline(false);

  await page.goto("/en/crew/");
  await button(page, t("crew.unsaved")).tap();
  await page.goto("/en/join/");
  await expect(page.getByText(t("join.unsaved"))).toBeVisible();
  await button(page, t("join.unsaved.end")).tap();
  await expect(page.getByLabel(t("join.code.label"))).toBeVisible();
});
