/**
 * An educator's way: a class made in two minutes, opened, printed, given something to play, and ended.
 * Nobody types the name of a child, and no page but the cards shows a child's pictures.
 */
import type { APIRequestContext, Page } from "@playwright/test";
import { signIn } from "./support/admin/desk";
import { readCards, type Card } from "./support/cards";
import { lookAt } from "./support/look";
import { titles } from "./support/places";
import { expect, test } from "./support/test";

test.use({ reducedMotion: "reduce" });

/** Sign in as the demo's educator, and go on to the classes in a language. */
async function toClasses(page: Page, language: "en" | "ar"): Promise<void> {
  await page.goto(`/en/sign-in/?next=/${language}/teach/`);
  await signIn(page, "educator");
  await expect(page).toHaveURL(`/${language}/teach/`);
}

interface Opened {
  seats: { id: string; label: string }[];
}

/** Join as a pupil's device would, with the code and a card; true if it was let in. */
async function join(request: APIRequestContext, code: string, card: Card): Promise<boolean> {
  const opened = await request.post("/api/v1/classes/open/", { data: { code } });
  if (!opened.ok()) return false;
  const { seats } = (await opened.json()) as Opened;
  const seat = seats.find(({ label }) => label === card.label)?.id;
  const data = { code, seat, pictures: card.pictures };
  return (await request.post("/api/v1/classes/join/", { data })).ok();
}

/** How many sheets of paper a page takes. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return Number(/\/Count (\d+)/.exec(pdf.toString("latin1"))?.[1]);
}

test.describe("at a laptop, in English", () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test("an educator makes a class, lets pupils in, gives them something to play, and ends it", async ({
    page,
    request,
    guard,
  }) => {
    test.slow();
    guard.mayHaveCookies = true;
    await toClasses(page, "en");
    await lookAt(page, "classes");

    // A name that is missing is told at its field; everything else is filled in already.
    await page.getByRole("link", { name: "New class" }).click();
    await page.getByRole("button", { name: "Make the class" }).click();
    await expect(page.getByText("This field is required.")).toBeVisible();
    await lookAt(page, "new class, with a mistake");
    const name = `5B ${Date.now().toString(36)}`;
    await page.getByLabel("Name of the class").fill(name);
    await page.getByLabel("Age of the pupils").selectOption("11-13");
    await page.getByLabel("How many pupils").fill("12");
    await page.getByLabel("Country").selectOption({ label: "Bahrain" });
    await page.getByRole("button", { name: "Make the class" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByText("Closed for joining")).toBeVisible();
    await lookAt(page, "a new class");
    const home = page.url();

    // Two cards across and five down on A4, then the educator's list.
    await page.getByRole("link", { name: "Picture cards" }).click();
    const cards = await readCards(page);
    expect(cards).toHaveLength(12);
    expect(new Set(cards.map(({ label }) => label)).size).toBe(12);
    for (const { pictures } of cards) expect(new Set(pictures).size).toBe(4);
    await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
    await lookAt(page, "cards");
    expect(await sheetsOf(page)).toBe(3);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
    await page.emulateMedia({ media: null });

    // The code opens nothing before the educator does.
    await page.goto(home);
    const code = (await page.locator(".code").textContent()) ?? "";
    expect(code).toMatch(/^[B-Z26789]{4}-[B-Z26789]{4}$/);
    const [first, second] = cards as [Card, Card];
    expect(await join(request, code, first)).toBe(false);
    await page.getByRole("button", { name: "Open for 45 minutes" }).click();
    await expect(page.getByText("Open for 45 more minutes")).toBeVisible();
    await lookAt(page, "an open class");

    // Whoever joins is seen at once, by an animal and no name.
    await page.getByRole("link", { name: "Lobby" }).click();
    await expect(page.locator(".now__count")).toHaveText("0 of 12 seats taken");
    expect(await join(request, code, first)).toBe(true);
    await expect(page.locator(".now__count")).toHaveText("1 of 12 seats taken");
    await expect(page.locator(".face", { hasText: first.label })).toBeVisible();
    expect(await join(request, code, second)).toBe(true);
    await expect(page.locator(".now__count")).toHaveText("2 of 12 seats taken");
    await lookAt(page, "lobby");
    expect(await page.content()).not.toContain("pic-");
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByText("Closed for joining")).toBeVisible();
    expect(await join(request, code, second)).toBe(false);

    // The poster is one sheet.
    await page.goto(`${home}poster/`);
    await expect(page.getByRole("img", { name: "Square code" })).toBeVisible();
    await expect(page.locator(".poster")).toContainText(code);
    await lookAt(page, "poster");
    expect(await sheetsOf(page)).toBe(1);

    // What is sensitive waits until the steps before it are done.
    await page.goto(home);
    await page.getByRole("link", { name: "Choose modules" }).click();
    await page.getByLabel(titles["t4-1113-storm"].en).check();
    await page.getByLabel(titles["t1-0810-circles"].en).check();
    await page.getByLabel("Due on").fill("2030-01-31");
    await page.getByLabel("Note to the class").fill("Read slowly, in pairs");
    await lookAt(page, "choosing");
    await page.getByRole("button", { name: "Add the ticked modules" }).click();
    const tasks = page.locator(".task__title");
    await expect(tasks).toHaveText([titles["t4-1113-storm"].en, titles["t1-0810-circles"].en]);
    await page.getByRole("button", { name: `Move down: ${titles["t4-1113-storm"].en}` }).click();
    await expect(tasks).toHaveText([titles["t1-0810-circles"].en, titles["t4-1113-storm"].en]);
    await lookAt(page, "chosen");
    await page.getByRole("link", { name: /^Locked until/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^Before you start/ })).toBeVisible();
    await lookAt(page, "before you start");
    await page.getByRole("button", { name: "Open the module" }).click();
    await expect(page.getByText("Tick this when it is so.")).toHaveCount(4);
    for (const step of await page.getByRole("checkbox").all()) await step.check();
    await page.getByRole("button", { name: "Open the module" }).click();
    await expect(page).toHaveURL(home);
    await expect(page.getByText(/Locked until/)).toHaveCount(0);

    // One seat is locked, opened, and gets new pictures.
    await page.getByRole("link", { name: `Change ${first.label}` }).click();
    await expect(page.getByText("Joined")).toBeVisible();
    await page.getByRole("button", { name: "Lock", exact: true }).click();
    await expect(page.getByRole("heading", { name: "This seat is locked" })).toBeVisible();
    await lookAt(page, "a locked seat");
    await page.getByRole("button", { name: "New pictures" }).click();
    await page.getByRole("link", { name: "Print this card" }).click();
    const [fresh] = await readCards(page);
    expect(fresh?.label).toBe(first.label);
    expect(fresh?.pictures).not.toEqual(first.pictures);

    // Two tabs: the later one is told what is there, and loses nothing.
    const other = await page.context().newPage();
    for (const tab of [page, other]) await tab.goto(`${home}edit/`);
    await page.getByLabel("Name of the class").fill(`${name} one`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await other.getByLabel("Name of the class").fill(`${name} two`);
    await other.getByRole("button", { name: "Save" }).click();
    await expect(other.getByRole("alert")).toContainText(`${name} one`);
    await expect(other.getByLabel("Name of the class")).toHaveValue(`${name} two`);
    await lookAt(other, "changed elsewhere");
    await other.close();

    // The end is for good, and asked for twice.
    await page.goto(`${home}edit/`);
    await page.getByRole("link", { name: "End this class" }).click();
    await page.getByRole("button", { name: "Delete the class" }).click();
    await expect(page.getByText("Tick this if you are sure.")).toBeVisible();
    await lookAt(page, "the end of a class");
    await page.getByLabel("Yes, delete it for good").check();
    await page.getByRole("button", { name: "Delete the class" }).click();
    await expect(page.getByText("everything in it is deleted")).toBeVisible();
    guard.allow(/status of 404/);
    expect((await page.goto(home))?.status()).toBe(404);
  });
});

test.describe("on a phone, in Arabic", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("every page of a class can be used, from right to left", async ({ page, guard }) => {
    test.slow();
    guard.mayHaveCookies = true;
    await toClasses(page, "ar");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await page.getByRole("link", { name: "صفّ جديد" }).tap();
    await page.getByLabel("اسم الصفّ").fill("الخامس ب");
    await page.getByLabel("عدد التلاميذ").fill("6");
    await lookAt(page, "new class");
    await page.getByRole("button", { name: "أنشئ الصفّ" }).tap();
    await expect(page.locator(".now__count")).toHaveText("المقاعد المشغولة: ٠ من ٦");
    const home = page.url();
    await page.getByRole("button", { name: "افتح ١٠ دقائق" }).tap();
    await expect(page.getByText("مفتوح لـ١٠ دقائق أخرى")).toBeVisible();
    await lookAt(page, "a class");
    for (const path of ["lobby/", "cards/", "poster/", "tasks/", "edit/"]) {
      await page.goto(home + path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await lookAt(page, path);
    }
    await page.goto(`${home}cards/`);
    await expect(page.locator("li.card")).toHaveCount(6);
    await expect(page.locator("ol.cards")).toHaveAttribute("dir", "rtl");
    // The same page in the other language, not the home page of it.
    await page.getByRole("link", { name: "English" }).tap();
    await expect(page.getByRole("heading", { level: 1, name: "Picture cards" })).toBeVisible();
    await expect(page.locator("ol.cards")).toHaveAttribute("lang", "ar");

    await page.goto(home);
    await page.locator(".seats__way").first().tap();
    await expect(page.getByRole("button", { name: "صور جديدة" })).toBeVisible();
    await lookAt(page, "a seat");
    await page.goto(`${home}end/`);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "احذف الصفّ" }).tap();
    await expect(page).toHaveURL("/ar/teach/");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a class is made, opened, given a module and ended", async ({ page, guard }) => {
    guard.mayHaveCookies = true;
    await toClasses(page, "en");
    await page.getByRole("link", { name: "New class" }).click();
    await page.getByLabel("Name of the class").fill("Plain");
    await page.getByLabel("Country").fill("BH");
    await page.getByRole("button", { name: "Make the class" }).click();
    const home = page.url();
    await page.getByRole("button", { name: "Open for 10 minutes" }).click();
    await expect(page.getByText("Open for 10 more minutes")).toBeVisible();
    await page.goto(`${home}tasks/`);
    await page.getByLabel(titles["t1-0810-circles"].en).check();
    await page.getByRole("button", { name: "Add the ticked modules" }).click();
    await expect(page.locator(".task__title")).toHaveText([titles["t1-0810-circles"].en]);
    await page.goto(`${home}end/`);
    await page.getByLabel("Yes, delete it for good").check();
    await page.getByRole("button", { name: "Delete the class" }).click();
    await expect(page).toHaveURL("/en/teach/");
  });
});
