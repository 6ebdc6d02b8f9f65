/**
 * A lesson as its educator leads it: found from the class, opened, shown as slides by the keyboard alone,
 * printed and shared. Nothing of others is in the page, and no question of the check on the wall.
 */
import type { Page } from "@playwright/test";
import { signIn } from "./support/admin/desk";
import { change, makeClass } from "./support/classroom";
import { lookAt } from "./support/look";
import { titles, type ModuleKey } from "./support/places";
import { canServe } from "./support/server";
import { expect, narrow, test } from "./support/test";
import type { Language } from "./support/words";

const LESSON: ModuleKey = "t1-0810-circles";
// No other test opens it: what a class of the educator has opened, the educator has.
const SENSITIVE = "t9-1417-podcast";
const WIDE = { width: 1280, height: 720 };

/** The words of the pages, which come from the catalogue of the templates. */
const SAY = {
  en: {
    lesson: "Lesson",
    lessons: "Lessons",
    count: "1 lesson",
    words: "Words in the title",
    show: "Show",
    slides: "Slides for the projector",
    answer: "Show the answer",
    right: "Kite in the blue sky",
    agree: "What we agree",
    help: "Whom can you tell?",
    pack: "Print pack",
    answers: "Answers, for the teacher only",
    copy: "Copy the address",
    copied: "Copied.",
    code: "Square code that opens the module",
    share: "Share to",
    give: "Choose it for this class",
    given: "already chosen",
    before: "Before you start",
    open: "Open the lesson",
    more: "We name nobody",
    on: "ArrowRight",
    back: "ArrowLeft",
    last: "15",
  },
  ar: {
    lesson: "الدرس",
    lessons: "الدروس",
    count: "درس واحد",
    words: "كلمات في العنوان",
    show: "اعرض",
    slides: "شرائح لشاشة العرض",
    answer: "أظهِر الجواب",
    right: "الطائرة في السماء الزرقاء",
    agree: "ما نتّفق عليه",
    help: "من يمكنك أن تخبر؟",
    pack: "حزمة للطباعة",
    answers: "الإجابات، للمعلّم وحده",
    copy: "انسخ العنوان",
    copied: "نُسخ.",
    code: "رمز مربّع يفتح الوحدة",
    share: "شاركها في",
    give: "اخترها لهذا الصفّ",
    given: "مختارة من قبل",
    before: "قبل البداية",
    open: "افتح الدرس",
    more: "لا نذكر اسم أحد",
    on: "ArrowLeft",
    back: "ArrowRight",
    last: "١٥",
  },
} as const;

test.skip(!canServe, "the data of the site under test are not at hand");
test.use({ viewport: WIDE, reducedMotion: "reduce", permissions: ["clipboard-write"] });

/** Look at a state in a wide and in a narrow window. */
async function lookInBoth(page: Page, state: string): Promise<void> {
  await page.setViewportSize(narrow.viewport);
  await lookAt(page, `${state}, narrow`);
  await page.setViewportSize(WIDE);
  await lookAt(page, state);
}

/** How many sheets of paper a page takes. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return Number(/\/Count (\d+)/.exec(pdf.toString("latin1"))?.[1]);
}

async function toClass(page: Page, language: Language, id: string): Promise<void> {
  const home = `/${language}/teach/classes/${id}/`;
  await page.goto(`/en/sign-in/?next=${home}`);
  await signIn(page, "educator");
  await expect(page).toHaveURL(home);
}

for (const language of ["en", "ar"] as const) {
  test(`a lesson is found, led, printed and shared, in ${language}`, async ({ page, guard }) => {
    test.slow();
    guard.mayHaveCookies = true;
    const say = SAY[language];
    const title = titles[LESSON][language];
    const room = makeClass({ band: "11-13", language, size: 2, modules: [LESSON] });
    await toClass(page, language, room.id);

    // From what the class is to play to its lesson.
    await page.getByRole("link", { name: `${say.lesson} ${title}`, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(say.given).first()).toBeVisible();
    await lookInBoth(page, "a lesson");

    // The address is copied, and there as a square; the two links are plain ones.
    const address = `${new URL(page.url()).origin}/${language}/children/circles/`;
    await expect(page.locator("#share-address")).toHaveValue(address);
    await expect(page.getByRole("img", { name: say.code })).toBeVisible();
    await page.getByRole("button", { name: say.copy }).click();
    await expect(page.getByText(say.copied, { exact: true })).toBeVisible();
    const shares = page.getByRole("link", { name: say.share });
    await expect(shares).toHaveCount(2);
    for (const link of await shares.all()) {
      await expect(link).toHaveAttribute("rel", "noopener noreferrer");
      await expect(link).toHaveAttribute("href", new RegExp(encodeURIComponent(address)));
    }

    // Slides by the keyboard alone; Escape comes back.
    const lesson = page.url();
    await page.getByRole("link", { name: say.slides }).click();
    const shown = page.locator(".slide:visible");
    await expect(shown).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
    await lookInBoth(page, "the first slide");
    await page.keyboard.press(say.on);
    await page.keyboard.press(say.on);
    await expect(page.getByRole("heading", { name: say.agree })).toBeVisible();
    await expect(shown).toBeFocused();
    await lookInBoth(page, "the ground rules");
    const letters = await shown.evaluate((slide) => parseFloat(getComputedStyle(slide).fontSize));
    expect(letters / WIDE.height).toBeGreaterThan(0.045);
    const uncover = shown.getByText(say.answer);
    while ((await uncover.count()) === 0) await page.keyboard.press(say.on);
    await expect(shown.locator(".slide__shown")).toBeHidden();
    await lookInBoth(page, "a question");
    const asked = page.url();
    await page.keyboard.press("PageDown");
    await expect(shown.locator(".slide__shown")).toContainText(say.right);
    expect(page.url()).toBe(asked);
    await lookInBoth(page, "its answer");
    await page.reload();
    await expect(shown).toHaveCount(1);
    expect(page.url()).toBe(asked);
    await page.keyboard.press(say.back);
    expect(page.url()).not.toBe(asked);
    await page.keyboard.press("End");
    await expect(page.getByRole("heading", { name: say.help })).toBeVisible();
    await expect(page.locator("[data-place]")).toHaveText(say.last);
    await lookInBoth(page, "the last slide");
    await page.keyboard.press("Home");
    await expect(page).toHaveURL(/#slide-1$/);
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(lesson);

    // On paper: the whole pack, and only the answers.
    await page.getByRole("link", { name: say.pack }).click();
    await expect(page.getByRole("heading", { level: 1, name: say.pack })).toBeVisible();
    await lookInBoth(page, "the print pack");
    const all = await sheetsOf(page);
    await page.getByRole("link", { name: say.answers }).click();
    await expect(page.locator(".pack__section")).toHaveCount(1);
    await lookInBoth(page, "the answers");
    expect(await sheetsOf(page)).toBe(1);
    expect(all).toBeGreaterThan(6);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
    await page.emulateMedia({ media: null });

    // All lessons, and those with a word in the title.
    await page.goto(`/${language}/teach/lessons/`);
    await lookInBoth(page, "all lessons");
    await page.getByLabel(say.words).fill(title.replace(/[?؟]/, ""));
    await page.getByLabel(say.words).press("Enter");
    await expect(page.locator(".lessons__count")).toContainText(say.count);
    await lookInBoth(page, "a lesson found");
    change(room, "end_class");
  });

  test(`a sensitive lesson opens after “before you start”, in ${language}`, async ({
    page,
    guard,
  }) => {
    test.slow();
    guard.mayHaveCookies = true;
    const say = SAY[language];
    const room = makeClass({ band: "14-17", language, size: 1, modules: [] });
    await toClass(page, language, room.id);
    await page.goto(`/${language}/teach/lessons/${SENSITIVE}/`);
    await expect(page.getByRole("link", { name: say.slides })).toHaveCount(0);
    await lookInBoth(page, "a locked lesson");
    await page.getByRole("link", { name: say.before }).first().click();
    await page.getByRole("button", { name: say.open }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await lookInBoth(page, "before it, with a mistake");
    for (const step of await page.getByRole("checkbox").all()) await step.check();
    await page.getByRole("button", { name: say.open }).click();
    await expect(page.getByText(say.more).first()).toBeVisible();
    await lookInBoth(page, "an open lesson");

    // The class gets it with one button; its devices wait for what is opened for the class.
    const row = page.getByRole("listitem").filter({ has: page.locator(`a[href*="${room.id}"]`) });
    await row.getByRole("button", { name: say.give }).click();
    await expect(row.getByText(say.given)).toBeVisible();
    await expect(row.getByRole("link", { name: say.before })).toBeVisible();
    await lookInBoth(page, "a lesson that a class has");
    change(room, "end_class");
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the slides stand one below the other, and answers can be uncovered", async ({
    page,
    guard,
  }) => {
    guard.mayHaveCookies = true;
    const slides = `/en/teach/lessons/${LESSON}/slides/`;
    await page.goto(`/en/sign-in/?next=${slides}`);
    await signIn(page, "educator");
    await expect(page.locator(".slide:visible")).toHaveCount(15);
    await page.getByText(SAY.en.answer).first().click();
    await expect(page.locator(".slide__shown").first()).toContainText(SAY.en.right);
    await page.getByRole("link", { name: "End the slides" }).click();
    await expect(page.getByRole("heading", { name: "Share" })).toBeVisible();
    await expect(page.getByRole("button", { name: SAY.en.copy })).toHaveCount(0);
  });
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: narrow.viewport });

  test("a swipe turns the slides", async ({ page, guard }) => {
    guard.mayHaveCookies = true;
    await page.goto(`/en/sign-in/?next=/ar/teach/lessons/${LESSON}/slides/`);
    await signIn(page, "educator");
    await expect(page.locator(".slides--one")).toBeVisible();
    const swipe = (from: number, to: number) =>
      page.evaluate(
        ([start, end]) => {
          const target = document.querySelector(".slide:not([hidden])") as Element;
          const at = (clientX: number) =>
            new Touch({ identifier: 1, target, clientX, clientY: 300 });
          const more = { bubbles: true, changedTouches: [at(end)] };
          target.dispatchEvent(new TouchEvent("touchstart", { ...more, touches: [at(start)] }));
          target.dispatchEvent(new TouchEvent("touchend", more));
        },
        [from, to] as const,
      );
    // From right to left, the next one lies on the left.
    await swipe(100, 300);
    await expect(page).toHaveURL(/#slide-2$/);
    await swipe(300, 280);
    await expect(page).toHaveURL(/#slide-2$/);
    await swipe(300, 100);
    await expect(page).toHaveURL(/#slide-1$/);
    await page.locator("[data-go=on]").tap();
    await expect(page).toHaveURL(/#slide-2$/);
  });
});
