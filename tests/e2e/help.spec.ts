/** Help is always within reach, on the device alone; and so is the way out. */
import type { Locator, Page } from "@playwright/test";
import { NO_NETWORK } from "./support/guard";
import { modulePath } from "./support/places";
import { expect, narrow, test } from "./support/test";
import { wordsOf } from "./support/words";

test.use({ ...narrow, reducedMotion: "reduce" });

const t = wordsOf("en");
const storm = modulePath("t4-1113-storm", "en");
const circles = modulePath("t1-0810-circles", "en");

const buoy = (page: Page): Locator =>
  page.getByRole("button", { name: t("help.button"), exact: true });
const dialog = (page: Page): Locator => page.getByRole("dialog", { name: t("help.title") });

/** Open a page and wait until help has fetched what it needs. */
async function open(page: Page, path: string): Promise<void> {
  const ready = page.waitForResponse(/\/helplines\//);
  await page.goto(path);
  await (await ready).finished();
}

/** Open the part of the dialog that a summary names. */
async function unfold(page: Page, name: string): Promise<void> {
  await dialog(page).locator("summary", { hasText: name }).click();
}

for (const path of ["/en/", "/en/children/", "/en/parents/", storm, `${storm}print/`]) {
  test(`help is one Tab after the skip link on ${path}`, async ({ page }) => {
    await page.goto(path);
    await expect(buoy(page)).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(buoy(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeVisible();
    for (const name of ["someone", "helpline", "report", "danger"]) {
      await expect(dialog(page).getByText(t(`help.${name}`), { exact: true })).toBeVisible();
    }
    await expect(dialog(page).getByText(t("help.sentence"))).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
    await expect(buoy(page)).toBeFocused();
  });
}

test("help for the youngest leaves out reporting, and its exit says “Hide this”", async ({
  page,
}) => {
  await page.goto(circles);
  await expect(page.getByRole("button", { name: t("help.hide") })).toBeVisible();
  await buoy(page).click();
  await expect(dialog(page).getByText(t("help.danger"), { exact: true })).toBeVisible();
  await expect(dialog(page).getByText(t("help.report"), { exact: true })).toBeHidden();
});

test("the country chosen once is there on every page and in every language", async ({ page }) => {
  await open(page, "/en/");
  await buoy(page).click();
  await unfold(page, t("help.helpline"));
  const country = dialog(page).getByRole("combobox", { name: t("help.country") });
  await country.selectOption({ label: "Bahrain" });
  await expect(dialog(page).getByText("Child Protection Centre")).toBeVisible();
  await expect(dialog(page).getByRole("link", { name: "998" })).toHaveAttribute("href", "tel:998");
  // Nobody has checked the demo's numbers, and it says so.
  const unchecked = dialog(page).getByText(t("help.unchecked")).filter({ visible: true });
  await expect(unchecked).toHaveCount(1);
  await unfold(page, t("help.danger"));
  await expect(unchecked).toHaveCount(1);
  await expect(dialog(page).getByRole("link", { name: "999" })).toBeVisible();

  await open(page, modulePath("t4-1113-storm", "ar"));
  const arabic = wordsOf("ar");
  await page.getByRole("button", { name: arabic("help.button"), exact: true }).click();
  const help = page.getByRole("dialog", { name: arabic("help.title") });
  await help.locator("summary", { hasText: arabic("help.helpline") }).click();
  await expect(help.getByRole("combobox")).toHaveValue("BH");
  await expect(help.getByText("مركز حماية الطفل")).toBeVisible();
});

test("a country that nobody has entered shows no number of another one", async ({ page }) => {
  await open(page, "/en/");
  await buoy(page).click();
  await unfold(page, t("help.helpline"));
  const country = dialog(page).getByRole("combobox", { name: t("help.country") });
  await country.selectOption({ label: "Bahrain" });
  await expect(dialog(page).getByRole("link", { name: "998" })).toBeVisible();
  await country.selectOption({ label: "Iceland" });
  await expect(dialog(page).getByText(t("help.none"))).toBeVisible();
  await expect(dialog(page).locator('a[href^="tel:"]')).toHaveCount(0);
  await unfold(page, t("help.danger"));
  await expect(dialog(page).getByText(t("help.emergency_unknown"))).toBeVisible();
});

test("help opens without a network and without a request", async ({ page, context, guard }) => {
  guard.allow(NO_NETWORK);
  await page.addInitScript(() => localStorage.setItem("cop.country", "BH"));
  await open(page, storm);
  await page.getByRole("button", { name: t("note.start") }).click();
  const asked: string[] = [];
  await context.setOffline(true);
  page.on("request", (request) => asked.push(request.url()));
  await buoy(page).click();
  await unfold(page, t("help.helpline"));
  await expect(dialog(page).getByRole("link", { name: "998" })).toBeVisible();
  // The game itself may ask for what it needs; help does not.
  expect(asked.filter((url) => /help/.test(url))).toEqual([]);
});

for (const way of ["the button", "the button in the help dialog", "three presses of Shift"]) {
  test(`${way} takes the game off the screen at once and out of the history`, async ({ page }) => {
    await page.goto("/en/");
    await open(page, storm);
    await page.getByRole("button", { name: t("note.start") }).click();
    await expect(page.getByRole("progressbar")).toBeVisible();

    // What is on the screen when the neutral page is asked for, long before it is there.
    await page.evaluate(() => {
      navigation.addEventListener("navigate", () => {
        const { display } = getComputedStyle(document.documentElement);
        sessionStorage.setItem("seen", display + document.title);
      });
    });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));

    if (way === "three presses of Shift") {
      for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Shift");
    } else if (way === "the button") {
      await page.getByRole("button", { name: t("help.leave") }).click();
    } else {
      await buoy(page).click();
      await dialog(page)
        .getByRole("button", { name: t("help.leave") })
        .click();
    }
    await expect(page).toHaveTitle("Units of measurement");
    expect(await page.evaluate(() => sessionStorage.getItem("seen"))).toBe("none");
    // Files of the game may still be on their way to the page; the server is told nothing.
    const told = asked.filter((entry) => !/^GET .*\/(exit\/|static\/|media\/)/.test(entry));
    expect(told).toEqual([]);

    await page.goBack();
    await expect(page).toHaveURL(/\/en\/$/);
    await expect(page.getByRole("progressbar")).toBeHidden();
  });
}
