/**
 * What one takes along from a module: a card to show at home, a certificate that can be checked, pearls
 * and badges; for a family, talk cards and a plan. What is typed on the way reaches nobody.
 */
import type { Page, Request } from "@playwright/test";
import { NO_NETWORK } from "./support/guard";
import { Keyboard, Touch } from "./support/hands";
import { allSent } from "./support/learner";
import { lookAt } from "./support/look";
import { modulePath, titles } from "./support/places";
import { Player } from "./support/player";
import { expect, phone, test } from "./support/test";
import { wordsOf, type Language } from "./support/words";

test.use({ reducedMotion: "reduce" });

const CODE = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/;

/** Play a module to its end, and wait until the server knows of it. */
async function playTo(page: Page, language: Language): Promise<Player> {
  await page.goto(modulePath("t1-0810-circles", language));
  const player = await Player.meet(page, { language, hands: new Touch(), manner: "well" });
  await player.begin();
  await player.playOn();
  await allSent(page);
  return player;
}

/** Put the record of a finished module on the device, as a module's end leaves it. */
async function haveFinished(page: Page, module: string): Promise<void> {
  await page.goto("/en/");
  await page.waitForLoadState("networkidle");
  await page.evaluate(async (module) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("cop-challenge");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("no database"));
    });
    const transaction = db.transaction("modules", "readwrite");
    const record = { module, version: "", state: "finished", at: "finish", stars: 2, pearls: 1 };
    const rest = { done: [], answers: {}, best: {}, outcomes: [], replays: 0 };
    transaction.objectStore("modules").put({ ...record, ...rest }, module);
    await new Promise((done) => (transaction.oncomplete = done));
    db.close();
  }, module);
}

/** Everything that a page sends from now on: addresses and bodies. */
function listen(page: Page): string[] {
  const sent: string[] = [];
  const hear = (request: Request) =>
    sent.push(decodeURIComponent(request.url()), request.postData() ?? "");
  page.context().on("request", hear);
  return sent;
}

/** Everything that a device keeps of this site, as one text. */
function keptOn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name ?? "");
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of db.objectStoreNames) {
        const request = db.transaction(store).objectStore(store).getAll();
        await new Promise((done) => (request.onsuccess = done));
        found.push(request.result);
      }
      db.close();
    }
    return JSON.stringify(found);
  });
}

/** How many sheets of paper a page takes. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return Number(/\/Count (\d+)/.exec(pdf.toString("latin1"))?.[1]);
}

test.describe("a child on a phone", () => {
  test.use(phone);

  for (const language of ["en", "ar"] as const) {
    test(`takes a card, a certificate and a pearl along in ${language}`, async ({ page }) => {
      test.slow();
      const t = wordsOf(language);
      const name = language === "en" ? "Noor Example" : "نور مثال";
      const title = titles["t1-0810-circles"][language];
      await page.addInitScript(() => {
        navigator.share = (data) => {
          document.documentElement.dataset["shared"] = JSON.stringify(data);
          return Promise.resolve();
        };
      });
      const player = await playTo(page, language);

      // The card fills the screen, and what is shared is the module alone.
      const show = page.getByRole("button", { name: t("finish.show_card") });
      await show.tap();
      const card = page.getByRole("dialog", { name: title });
      await expect(card).toContainText(player.module.talk_card.split("\n")[0] ?? "");
      const box = await card.boundingBox();
      expect([box?.width, box?.height]).toEqual([390, 844]);
      await lookAt(page, "the card on the full screen");
      await card.getByRole("button", { name: t("finish.card_share") }).tap();
      const shared = await page.locator("html").getAttribute("data-shared");
      const url = new URL(modulePath("t1-0810-circles", language), page.url()).href;
      expect(JSON.parse(shared ?? "")).toEqual({ title, url });
      await card.getByRole("button", { name: t("common.close") }).tap();
      await expect(show).toBeFocused();

      // The certificate has a code; the name on it goes nowhere.
      await page.getByRole("link", { name: t("finish.certificate") }).tap();
      await expect(page.getByText(t("certificate.code_there"))).toBeVisible();
      const sheet = page.getByRole("article", { name: t("certificate.heading") });
      await expect(sheet).toContainText(title);
      const [code = ""] = CODE.exec((await sheet.textContent()) ?? "") ?? [];
      await lookAt(page, "certificate, name by hand");
      const sent = listen(page);
      await page.getByRole("radio", { name: t("certificate.typed") }).check();
      await page.getByRole("textbox", { name: t("certificate.name") }).fill(name);
      await expect(sheet.getByText(name)).toBeVisible();
      await expect(page.getByText(t("certificate.private"))).toBeVisible();
      await lookAt(page, "certificate, name typed");

      // On paper there is the certificate and nothing else.
      await page.emulateMedia({ media: "print" });
      await expect(sheet).toBeVisible();
      for (const other of [
        page.locator(".topbar"),
        page.getByRole("textbox"),
        page.locator("h1"),
      ]) {
        await expect(other).toBeHidden();
      }
      expect(await sheetsOf(page)).toBe(1);
      await page.emulateMedia({ media: "screen" });

      // Whoever has the paper sees the module and the month.
      const month = new Intl.DateTimeFormat(language === "ar" ? "ar-u-nu-arab" : "en", {
        month: "long",
        year: "numeric",
        timeZone: "UTC",
      }).format(new Date());
      await expect(sheet).toContainText(month);
      await page.goto(`/${language}/verify/`);
      await page.getByRole("textbox").fill(code.toLowerCase().replaceAll("-", " "));
      await page.keyboard.press("Enter");
      await expect(page.locator("main")).toContainText(title);
      await expect(page.locator("main")).toContainText(month);
      await lookAt(page, "a code that is good");

      // Back at the treasure: a pearl, and two badges that were earned on the way.
      await page.goto(`/${language}/treasure/?for=8-10`);
      await expect(page.getByText(t("treasure.pearls", { count: 1 }))).toBeVisible();
      for (const badge of ["told", "island"]) {
        await expect(page.getByText(t(`treasure.earned.${badge}`))).toBeVisible();
      }
      await expect(page.getByText(t("treasure.how.back"))).toBeVisible();
      await lookAt(page, "treasure");
      const certificate = t("treasure.certificate_for", { title });
      await expect(page.getByRole("link", { name: certificate })).toHaveAttribute(
        "href",
        `/${language}/certificate/?for=8-10#t1-0810-circles`,
      );

      expect(sent.length).toBeGreaterThan(4);
      expect(sent.filter((text) => text.includes(name))).toEqual([]);
      expect(await keptOn(page)).not.toContain(name);
    });
  }

  test("makes a certificate without a network, and is told that it has no code", async ({
    page,
    context,
    guard,
  }) => {
    guard.allow(NO_NETWORK);
    const t = wordsOf("en");
    await haveFinished(page, "t4-1113-storm");
    await page.goto("/en/certificate/?for=11-13");
    const finished = page.getByRole("link", { name: titles["t4-1113-storm"].en });
    await expect(finished).toBeVisible();
    await context.setOffline(true);
    await finished.tap();
    await expect(page.getByText(t("certificate.code_offline"))).toBeVisible();
    const sheet = page.getByRole("article", { name: t("certificate.heading") });
    await expect(sheet).toContainText(t("certificate.no_code"));
    await lookAt(page, "certificate without a network");
    await context.setOffline(false);
  });

  test("gets no certificate for what is not finished", async ({ page }) => {
    const t = wordsOf("en");
    await page.goto("/en/certificate/?for=8-10#t1-0810-circles");
    await expect(page.getByText(t("certificate.unfinished"))).toBeVisible();
    await lookAt(page, "certificate of an unfinished module");
    await page.getByRole("link", { name: titles["t1-0810-circles"].en }).tap();
    await expect(page).toHaveURL(modulePath("t1-0810-circles", "en"));
  });
});

for (const language of ["en", "ar"] as const) {
  test(`the empty pages and a wrong code in ${language} are friendly`, async ({ page, guard }) => {
    guard.allow(/status of 404/);
    const t = wordsOf(language);
    await page.setViewportSize({ width: 320, height: 720 });
    await page.goto(`/${language}/treasure/?for=5-7`);
    await expect(page.getByText(t("treasure.none_yet"))).toBeVisible();
    await lookAt(page, "no treasure yet");
    await page.goto(`/${language}/treasure/?for=14-17`);
    await expect(page.getByText(t("treasure.none_yet_plain"))).toBeVisible();
    await lookAt(page, "nothing done yet");
    await page.goto(`/${language}/certificate/`);
    await expect(page.getByText(t("certificate.none"))).toBeVisible();
    await lookAt(page, "no certificate yet");
    await page.goto(`/${language}/verify/0000-0000-0000-0000/`);
    await expect(page.getByRole("alert")).toBeVisible();
    await lookAt(page, "a wrong code");
  });

  test(`the talk cards in ${language} stand by topic, for screen and paper`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    await page.goto(`/${language}/parents/`);
    await page.locator('a[href$="/talk-cards/"]').click();
    for (const key of ["t1-0810-circles", "t4-1113-storm", "p2-tell"] as const) {
      const link = page.getByRole("link", { name: titles[key][language] });
      await expect(link).toHaveAttribute("href", new RegExp(`${modulePath(key, language)}$`));
    }
    await expect(page.getByText(titles["e1-ground"][language])).toHaveCount(0);
    await lookAt(page, "talk cards");
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("blockquote").first()).toBeVisible();
    await expect(page.locator(".topbar")).toBeHidden();
  });

  test(`a family taps its plan together with the keyboard in ${language}`, async ({ page }) => {
    const t = wordsOf(language);
    const own = language === "en" ? "Grandma calls on Fridays" : "جدّتي تتّصل يوم الجمعة";
    const hands = new Keyboard(page);
    await page.addInitScript(() => localStorage.setItem("cop.country", "BH"));
    await page.goto(`/${language}/family-plan/`);
    const paper = page.getByRole("article", { name: t("plan.title") });
    await expect(paper).toContainText(t("plan.empty"));
    await lookAt(page, "an empty plan");
    const sent = listen(page);

    const kitchen = page.getByRole("button", { name: t("plan.choice.rest_kitchen") });
    await hands.press(kitchen);
    await expect(kitchen).toHaveAttribute("aria-pressed", "true");
    await expect(paper).toContainText(t("plan.choice.rest_kitchen"));
    const words = page.getByRole("textbox", { name: t("plan.own") }).first();
    await hands.reach(words);
    await page.keyboard.type(own);
    await expect(paper).toContainText(own);
    await expect(paper).toContainText("998");
    await lookAt(page, "a plan");

    await page.emulateMedia({ media: "print" });
    await expect(paper).toBeVisible();
    await expect(kitchen).toBeHidden();
    expect(await sheetsOf(page)).toBe(1);
    await page.emulateMedia({ media: "screen" });

    // Gone with the page, unless the family wants it kept.
    await page.reload();
    await expect(paper).toContainText(t("plan.empty"));
    expect(await keptOn(page)).not.toContain(own);
    await hands.press(kitchen);
    await words.fill(own);
    await hands.tick(page.getByRole("checkbox"));
    await page.reload();
    await expect(paper).toContainText(own);
    await expect(kitchen).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("checkbox").uncheck();
    await expect.poll(() => keptOn(page)).not.toContain(own);

    expect(sent.filter((text) => text.includes(own))).toEqual([]);
  });
}

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("the pages for grown-ups", async ({ page }) => {
    await haveFinished(page, "p2-tell");
    for (const path of [
      "treasure/?for=parents",
      "certificate/?for=parents#p2-tell",
      "talk-cards/",
      "family-plan/",
      "verify/",
    ]) {
      await page.goto(`/en/${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("noscript")).toHaveCount(0);
      await lookAt(page, path);
    }
  });
});
