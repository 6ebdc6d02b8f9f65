/**
 * What a class must be able to rely on: a hard module waits for its teacher, a choice that comes too late
 * is not lost in silence, and a question that is ended gives nothing away.
 */
import type { Browser, Page } from "@playwright/test";
import type { Module } from "../../frontend/src/lib/api/types";
import { signIn } from "./support/admin/desk";
import { change, makeClass } from "./support/classroom";
import { NO_NETWORK } from "./support/guard";
import { lookAt } from "./support/look";
import { joinAll, keepToken, newDevice } from "./support/pupils";
import { canServe } from "./support/server";
import { browserLocale, expect, narrow, test } from "./support/test";
import { wordsOf, type Language } from "./support/words";

const HARD = "t4-1113-storm";
const SCREEN = {
  en: {
    devices: "With devices",
    choose: "Let the class choose",
    spread: "Show how we chose",
    end: "End this question",
    right: "This is right",
  },
  ar: {
    devices: "بالأجهزة",
    choose: "ليختر الصفّ",
    spread: "أظهِر كيف اخترنا",
    end: "إنهاء هذا السؤال",
    right: "هذه إجابة صحيحة",
  },
} as const;

test.skip(!canServe, "the data of the site under test are not at hand");

/** A pupil's device, narrow, at a page of the site. */
async function deviceAt(browser: Browser, language: Language, baseURL: string, path: string) {
  const options = { ...narrow, baseURL, locale: browserLocale[language] };
  const device = await newDevice(browser, options);
  await device.page.goto(path);
  return device;
}

/** Let a device be that of a seat, as after joining. */
async function seat(page: Page, token: string): Promise<void> {
  await keepToken(page, token);
  await page.evaluate(() => localStorage.setItem("cop.class", "merry lagoon"));
}

for (const language of ["en", "ar"] as const) {
  const t = wordsOf(language);

  test(`a locked module waits for the teacher, in ${language}`, async ({
    page,
    browser,
    guard,
    baseURL,
  }) => {
    test.slow();
    const modules = [HARD];
    const room = makeClass({ band: "11-13", language, size: 1, modules, locked: true });
    const [token = ""] = await joinAll(page, room);
    const found = await page.request.get(`/api/v1/modules/${HARD}/?locale=${language}`);
    const { url, version, steps } = (await found.json()) as Module;
    const map = `/${language}/children/?band=11-13`;

    const pupil = await deviceAt(browser, language, baseURL ?? "", map);
    guard.watch(pupil.context);
    await seat(pupil.page, token);
    await pupil.page.reload();
    const link = pupil.page.locator(`a[data-module="${HARD}"]`).first();
    await expect(link).toContainText(t("map.locked"));
    await lookAt(pupil.page, "a map with a locked module");

    await pupil.page.goto(url);
    await expect(pupil.page.getByRole("heading", { name: t("due.locked") })).toBeVisible();
    await expect(pupil.page.getByRole("button", { name: t("note.start") })).toHaveCount(0);
    await lookAt(pupil.page, "a locked module");
    // Nor does the server take what is sent of it.
    const headers = { Authorization: `Bearer ${token}` };
    const data = { steps: [{ module: HARD, version, step: steps[0]?.id }] };
    const sent = await page.request.post("/api/v1/progress/", { headers, data });
    expect(await sent.json()).toMatchObject({ progress: [], rejected: [{ code: "locked" }] });

    // Somebody without a class plays it.
    const other = await deviceAt(browser, language, baseURL ?? "", url);
    guard.watch(other.context);
    await expect(other.page.getByRole("button", { name: t("note.start") })).toBeVisible();

    change(room, "unlock", HARD);
    await pupil.page.getByRole("button", { name: t("due.locked_again") }).click();
    await expect(pupil.page.getByRole("button", { name: t("note.start") })).toBeVisible();
    await pupil.page.goto(map);
    await expect(link).not.toContainText(t("map.locked"));
    change(room, "end_class");
  });

  test(`a late choice is told, and an ended question is not, in ${language}`, async ({
    page,
    browser,
    guard,
    baseURL,
  }) => {
    test.slow();
    guard.mayHaveCookies = true;
    guard.allow(NO_NETWORK);
    const say = SCREEN[language];
    const modules = ["t1-0810-circles"];
    const room = makeClass({ band: "8-10", language, size: 2, modules });
    const [token = ""] = await joinAll(page, room);
    const { context, page: pupil } = await deviceAt(
      browser,
      language,
      baseURL ?? "",
      `/${language}/class/`,
    );
    guard.watch(context);
    await seat(pupil, token);
    await pupil.reload();

    await page.setViewportSize({ width: 1280, height: 720 });
    const questions = `/${language}/teach/classes/${room.id}/rounds/`;
    const press = (name: string) => page.getByRole("button", { name }).first().click();
    await page.goto(`/en/sign-in/?next=${questions}`);
    await signIn(page, "educator");
    await expect(page).toHaveURL(questions);

    // Ended before anybody has chosen, in either stage.
    for (const goOn of [false, true]) {
      await press(say.devices);
      await expect(pupil.getByText(t("round.stage.see"))).toBeVisible();
      if (goOn) {
        await press(say.choose);
        await expect(pupil.getByText(t("round.stage.choose"))).toBeVisible();
      }
      await lookAt(page, "a question that can be ended");
      await press(say.end);
      await expect(page).toHaveURL(questions);
      await expect(page.getByText(say.right)).toHaveCount(0);
      await expect(pupil.getByText(t("round.waiting"), { exact: true })).toBeVisible();
      await expect(pupil.getByText(t("round.right"), { exact: true })).toHaveCount(0);
    }

    await press(say.devices);
    await press(say.choose);
    const option = pupil.getByRole("radio").first();
    await expect(option).toBeVisible();
    await context.setOffline(true);
    await option.check();
    await expect(pupil.getByText(t("round.kept_here"))).toBeVisible();
    await press(say.spread);
    await context.setOffline(false);
    await expect(pupil.getByText(t("round.late"))).toBeVisible();
    await lookAt(pupil, "a choice that came too late");
    await pupil.getByRole("button", { name: t("round.late_seen") }).click();
    await expect(pupil.getByText(t("round.late"))).toHaveCount(0);
    change(room, "end_class");
  });
}
