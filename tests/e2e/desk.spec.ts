/**
 * From an empty form to a child who plays: an editor writes a whole module and its check, is stopped by
 * the checks, mends what they find where each finding leads, sees it in three dresses and sends it in.
 * A safeguarding lead and a translator pass it, the editor publishes it, the translator puts it into
 * Arabic, and a child plays it in both languages. No step is outside the admin.
 */
import type { Browser, Page } from "@playwright/test";
import { addBlock } from "./support/admin/blocks";
import {
  act,
  choose,
  kept,
  markForms,
  openTab,
  publish,
  signIn,
  watched,
  write,
} from "./support/admin/desk";
import * as gift from "./support/admin/gift";
import { translateAll } from "./support/admin/translating";
import type { Guard } from "./support/guard";
import { Touch } from "./support/hands";
import { expect, needOwnServer, test } from "./support/own";
import { Player } from "./support/player";
import { browserLocale, phone } from "./support/test";
import type { Language } from "./support/words";

needOwnServer();
test.use({
  viewport: { width: 1366, height: 900 },
  reducedMotion: "reduce",
  actionTimeout: 10_000,
});
test.setTimeout(600_000);

/** Write the check of the module in the form of a new quiz, and publish it. */
async function writeCheck(page: Page): Promise<void> {
  await page
    .getByRole("navigation", { name: "Main menu" })
    .getByRole("link", { name: "Quizzes" })
    .click();
  await page
    .getByRole("link", { name: /Add quiz/i })
    .first()
    .click();
  await watched(page);
  const form = page.locator("main");
  await write(form, { Title: gift.check.title, Key: gift.check.key });
  for (const name of ["Form A", "Form B"] as const) {
    const field = page.getByRole("region", { name });
    for (const block of gift.check[name]) await addBlock(field, block);
  }
  await kept(page);
  await publish(page);
  await expect(page.getByText(/updated and published/)).toBeVisible();
}

/** Begin a module in the children's track. */
async function beginModule(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Modules" }).click();
  await page.getByRole("link", { name: "Add module" }).click();
  await page.getByRole("button", { name: /^Choose a page/ }).click();
  const chooser = page.getByRole("dialog");
  await chooser.getByRole("link", { name: "Explore" }).click();
  await chooser.getByRole("link", { name: "Choose an island", exact: true }).click();
  await page.getByRole("button", { name: "Create a new module" }).click();
  await watched(page);
}

async function writeModule(page: Page): Promise<void> {
  const about = await openTab(page, "About");
  await write(about, { Title: gift.title, Key: gift.key, ...gift.about });
  await choose(about.getByRole("button", { name: "Choose an image" }), /.+/);
  await addBlock(about.getByRole("region", { name: "Outcomes" }), gift.outcome);

  const steps = await openTab(page, "Steps and check");
  for (const block of gift.steps) {
    await addBlock(steps.getByRole("region", { name: /^Steps/ }), block);
  }
  await choose(steps.getByRole("button", { name: "Choose quiz" }), gift.check.title);

  await write(await openTab(page, "Tags"), gift.tags);
}

/** Send the module in, be told what holds it back, and mend that where each finding links to. */
async function mendWhatHoldsItBack(page: Page): Promise<void> {
  await act(page, /^Submit to/);
  await expect(page.getByText("The checks hold it back: 3 errors.")).toBeVisible();
  // What was refused is kept as a draft.
  await kept(page);
  const checks = await openTab(page, "Checks");
  const found = checks.getByRole("listitem");
  await expect(found).toHaveCount(3);
  for (const { finding, mended } of [gift.blame, gift.brand]) {
    await openTab(page, "Checks");
    await found.filter({ hasText: finding }).getByRole("link").click();
    const field = page.locator("textarea:focus");
    await field.fill(mended);
    await kept(page);
    await openTab(page, "Checks");
    await expect(found.filter({ hasText: finding })).toHaveCount(0);
  }
  await write(await openTab(page, "For adults"), {
    "Talk card": gift.talkCard,
  });
  await kept(page);
  await openTab(page, "Checks");
  await expect(found).toHaveText([]);
}

/** See the draft as children of three ages would. */
async function previewInThreeDresses(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Toggle preview" }).click();
  const mode = page.getByLabel("Preview mode");
  // While a new one loads, the one before is still there.
  const shown = page.frameLocator("iframe[title=Preview]").last();
  const note = shown.getByText(gift.about["Content note"]);
  await expect(note).toBeVisible();
  for (const [name, dress] of [
    ["Play as 5–7 years", "young"],
    ["Play as 8–13 years", "standard"],
    ["Play as 14–17 years", "grown"],
  ] as const) {
    await mode.selectOption({ label: name });
    await expect(shown.locator(`html[data-dress=${dress}]`)).toBeAttached();
    await expect(note).toBeVisible();
  }
  await page.getByRole("button", { name: "Toggle preview" }).click();
}

/** Somebody else, signed in on a computer of their own. */
async function asUser(
  browser: Browser,
  own: string,
  name: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const computer = await browser.newContext({
    viewport: { width: 1366, height: 900 },
    reducedMotion: "reduce",
  });
  computer.setDefaultTimeout(10_000);
  const page = await computer.newPage();
  await markForms(page);
  await page.goto(`${own}/admin/`);
  await signIn(page, name);
  await work(page);
  await computer.close();
}

/** Pass a step of the review of what waits for one, in the list on the dashboard. */
async function pass(page: Page, title: string, action = "Approve"): Promise<void> {
  await page.getByRole("link", { name: "Dashboard" }).first().click();
  const waiting = page.getByRole("region", { name: "Awaiting your review" });
  // Whoever only reviews has no link to the form there.
  const named = page.getByText(title, { exact: true });
  const row = waiting.getByRole("row").filter({ has: named });
  await row.getByRole("button", { name: "Actions" }).click();
  const done = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: action, exact: true })
    .filter({ visible: true })
    .click();
  expect((await done).status()).toBeLessThan(400);
  await page.waitForLoadState();
}

/** Put what is open into Arabic, and send it in. */
async function translateAndSend(page: Page): Promise<void> {
  await translateAll(page, gift.arabic);
  const send = page.getByRole("button", { name: /^Send to/ });
  if (!(await send.isVisible())) {
    await page.getByRole("button", { name: "More actions" }).click();
  }
  await send.click();
  await expect(page.getByText(/The translation was saved and sent to/)).toBeVisible();
}

/** Put the module and its check into Arabic, from what is missing on the dashboard. */
async function translate(page: Page): Promise<void> {
  const missing = page.getByRole("region", { name: "Missing translations" });
  const row = missing.getByRole("row").filter({ hasText: gift.title });
  await row.getByRole("link", { name: /translate/ }).click();
  await page.getByRole("checkbox", { name: "Arabic" }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await translateAndSend(page);

  await page
    .getByRole("navigation", { name: "Main menu" })
    .getByRole("link", { name: "Quizzes" })
    .click();
  await page.getByRole("textbox", { name: "Search term" }).fill(gift.check.key);
  const quiz = page
    .getByRole("row")
    .filter({ hasText: gift.check.key })
    .filter({ hasText: "Arabic" });
  await quiz.getByRole("link").first().click();
  await translateAndSend(page);
}

/** Find the module among those of the track, and play it on a device of a child's own. */
async function playAsChild(
  browser: Browser,
  guard: Guard,
  own: string,
  language: Language,
  title: string,
): Promise<void> {
  const device = await browser.newContext({
    ...phone,
    locale: browserLocale[language],
    reducedMotion: "reduce",
  });
  guard.watch(device);
  const page = await device.newPage();
  await page.goto(`${own}/${language}/children/?band=8-10`);
  await page.getByRole("link", { name: title }).first().click();
  const player = await Player.meet(page, { language, hands: new Touch(), manner: "well" });
  await player.begin();
  await player.playOn();
  await device.close();
}

test("a module is written, mended, reviewed, translated and played, all without leaving the admin", async ({
  page,
  browser,
  guard,
  own,
}) => {
  await markForms(page);
  await page.goto(`${own}/admin/`);
  await signIn(page);
  await writeCheck(page);
  await beginModule(page);
  await writeModule(page);
  await kept(page);
  await mendWhatHoldsItBack(page);
  await previewInThreeDresses(page);
  await act(page, /^Submit to/);
  await expect(page.getByText(/has been submitted/)).toBeVisible();

  await asUser(browser, own, "safeguarding", async (lead) => {
    await pass(lead, gift.title); // Editorial
    await pass(lead, gift.title); // Safeguarding
  });
  await asUser(browser, own, "translator", (translator) => pass(translator, gift.title));
  await pass(page, gift.title, "Publish");
  await playAsChild(browser, guard, own, "en", gift.title);

  // A translation needs no step of translation: the lead reads it, and the editor publishes it.
  await asUser(browser, own, "translator", translate);
  const titles = [gift.check.title, gift.title].map((title) => gift.arabic[title] ?? "");
  await asUser(browser, own, "safeguarding", async (lead) => {
    for (const title of [...titles, ...titles]) await pass(lead, title);
  });
  for (const title of titles) await pass(page, title, "Publish");
  await playAsChild(browser, guard, own, "ar", gift.arabic[gift.title] ?? "");
});
