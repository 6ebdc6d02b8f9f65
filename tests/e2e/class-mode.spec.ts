/**
 * Class mode: an educator's big screen and pupils' devices. Each page is loaded again in the middle, one
 * pupil comes late, one loses the network; nothing is lost and nothing is counted twice.
 */
import type { Page } from "@playwright/test";
import { signIn } from "./support/admin/desk";
import { change, makeClass } from "./support/classroom";
import { NO_NETWORK } from "./support/guard";
import { lookAt } from "./support/look";
import { joinAll, keepToken, newDevice, voteOf } from "./support/pupils";
import { canServe } from "./support/server";
import { browserLocale, expect, narrow, test } from "./support/test";
import { wordsOf } from "./support/words";

/** Three with a browser of their own, three who only send what they choose. */
const PUPILS = 6;

/** The words of the big screen, which come from the catalogue of the pages. */
const SCREEN = {
  en: {
    devices: "With devices",
    hands: "With hands or cards",
    choose: "Let the class choose",
    spread: "Show how we chose",
    talk: "Now talk about it",
    again: "Choose again",
    close: "What we think now",
    another: "Another question",
    most: "chosen most often",
    hidden: "numbers are hidden",
    right: "This is right",
    counted: "12 hands counted",
    answered: (count: number) => `${count} of 6 `,
  },
  ar: {
    devices: "بالأجهزة",
    hands: "بالأيدي أو البطاقات",
    choose: "ليختر الصفّ",
    spread: "أظهِر كيف اخترنا",
    talk: "لنتحدّث عنه الآن",
    again: "اختر مرة أخرى",
    close: "ما نراه الآن",
    another: "سؤال آخر",
    most: "الأكثر اختيارًا",
    hidden: "تُخفى الأرقام",
    right: "هذه إجابة صحيحة",
    counted: "عُدّت ١٢ يدًا",
    answered: (count: number) => `${["", "واحد", "اثنان", "٣", "٤", "٥", "٦"][count] ?? ""} من ٦`,
  },
} as const;

test.skip(!canServe, "the data of the site under test are not at hand");

const option = (page: Page, place: number) => page.getByRole("radio").nth(place);
const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();

for (const language of ["en", "ar"] as const) {
  test(`a class answers together, in ${language}`, async ({ page, browser, guard, baseURL }) => {
    test.slow();
    guard.mayHaveCookies = true;
    guard.allow(NO_NETWORK);
    const t = wordsOf(language);
    const say = SCREEN[language];
    const room = makeClass({
      band: "8-10",
      language,
      size: PUPILS,
      modules: ["t1-0810-circles"],
    });
    const tokens = await joinAll(page, room);

    async function device(place: number) {
      const options = { ...narrow, baseURL: baseURL ?? "", locale: browserLocale[language] };
      const made = await newDevice(browser, options);
      guard.watch(made.context);
      await made.page.goto(`/${language}/class/`);
      await expect(made.page.getByText(t("round.stranger"), { exact: true })).toBeVisible();
      await keepToken(made.page, tokens[place] ?? "");
      await made.page.reload();
      return made;
    }

    const steady = (await device(0)).page;
    const lost = await device(1);
    await expect(steady.getByText(t("round.waiting"), { exact: true })).toBeVisible();
    await lookAt(steady, "a device that waits");

    await page.setViewportSize({ width: 1280, height: 720 });
    const questions = `/${language}/teach/classes/${room.id}/rounds/`;
    await page.goto(`/en/sign-in/?next=${questions}`);
    await signIn(page, "educator");
    await expect(page).toHaveURL(questions);
    await lookAt(page, "the questions");
    await press(page, say.devices);
    await expect(steady.getByText(t("round.stage.see"))).toBeVisible();
    await expect(option(steady, 0)).toHaveCount(0);
    await lookAt(page, "see");
    await lookAt(steady, "see, on a device");

    await press(page, say.choose);
    await option(steady, 1).check();
    await expect(steady.getByText(t("round.kept"))).toBeVisible();
    await expect(page.getByText(say.answered(1))).toBeVisible();
    // A mind is changed, and both pages are loaded again: there is one answer, the last.
    await option(steady, 0).check();
    await expect(steady.getByText(t("round.kept"))).toBeVisible();
    await steady.reload();
    await expect(option(steady, 0)).toBeChecked();
    await page.reload();
    await expect(page.getByText(say.answered(1))).toBeVisible();
    await lookAt(steady, "choose, on a device");

    // Without a network the answer waits on the device, whatever is chosen last.
    await expect(option(lost.page, 0)).toBeVisible();
    await lost.context.setOffline(true);
    await option(lost.page, 2).check();
    await option(lost.page, 0).check();
    await expect(lost.page.getByText(t("round.kept_here"))).toBeVisible();
    await lookAt(lost.page, "without a network");
    await lost.context.setOffline(false);
    await expect(lost.page.getByText(t("round.kept"))).toBeVisible();
    await expect(page.getByText(say.answered(2))).toBeVisible();

    // Somebody who comes late is asked like everybody else.
    const late = (await device(2)).page;
    await option(late, 0).check();
    await expect(page.getByText(say.answered(3))).toBeVisible();
    for (const token of tokens.slice(3)) await voteOf(page, token, 1);
    await expect(page.getByText(say.answered(6))).toBeVisible();
    await lookAt(page, "choose");

    await press(page, say.spread);
    await expect(page.getByText(say.most)).toHaveCount(1);
    await expect(page.getByText(say.hidden)).toBeVisible();
    await expect(steady.getByText(t("round.stage.spread"))).toBeVisible();
    await lookAt(page, "spread");
    await press(page, say.talk);
    await expect(late.getByText(t("round.stage.talk"))).toBeVisible();
    await press(page, say.again);
    await expect(page.getByText(say.most)).toHaveCount(0);
    for (const pupil of [steady, lost.page, late]) await option(pupil, 2).check();
    for (const token of tokens.slice(3)) await voteOf(page, token, 2);
    await expect(page.getByText(say.answered(6))).toBeVisible();
    await press(page, say.close);
    await expect(page.getByText(say.most)).toHaveCount(2);
    await expect(page.getByText(say.right)).toHaveCount(1);
    await expect(steady.getByText(t("round.then"), { exact: true })).toBeVisible();
    await expect(steady.getByText(t("round.first"), { exact: true })).toBeVisible();
    await expect(steady.getByText(t("round.right"), { exact: true })).toBeVisible();
    await lookAt(page, "close");
    await lookAt(steady, "close, on a device");

    // The same without devices: the educator counts, and a slip is said where it was made.
    await page.getByRole("link", { name: say.another }).click();
    await press(page, say.hands);
    await press(page, say.choose);
    await expect(steady.getByText(t("round.by_hand"))).toBeVisible();
    const hands = page.getByRole("spinbutton");
    await hands.nth(0).fill("6");
    await hands.nth(1).fill("600");
    await press(page, say.spread);
    await expect(hands.nth(1)).toHaveAttribute("aria-invalid", "true");
    await expect(hands.nth(0)).toHaveValue("6");
    await lookAt(page, "a slip");
    await hands.nth(1).fill("6");
    await press(page, say.spread);
    await expect(page.getByText(say.counted)).toBeVisible();
    await lookAt(page, "hands");
    await page.setViewportSize(narrow.viewport);
    await lookAt(page, "hands, on a narrow screen");
    change(room, "end_class");
  });
}
