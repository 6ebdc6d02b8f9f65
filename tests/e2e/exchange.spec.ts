/**
 * An editor brings a question bank in: sees what would be made of it, writes it, publishes it, and
 * takes it out again. On a phone, too; and axe finds nothing on the way.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { signIn } from "./support/admin/desk";
import { expect, needOwnServer, test } from "./support/own";
import { breaches, overflow } from "./support/look";

needOwnServer();
test.use({ viewport: { width: 360, height: 780 }, reducedMotion: "reduce" });

const BANK = `::Telling::Somebody asks you to keep a chat secret. Whom do you tell?{
  =A grown-up I trust#They help, and you are not to blame.
  ~Nobody#A secret like this gets heavier alone.
}

$CATEGORY: $course$/top/Form B

Is it your fault if somebody is mean to you online?{F#It never is.#Right, it never is.}

Write about yourself. {}
`;

/** What axe finds in the part of the page that is ours, and that it fits the screen. */
async function look(page: Page, state: string): Promise<void> {
  expect.soft(await breaches(page, "#main"), state).toEqual([]);
  expect.soft(await overflow(page), `too wide: ${state}`).toBeLessThanOrEqual(0);
}

async function openImport(page: Page, own: string): Promise<void> {
  await page.goto(`${own}/admin/snippets/quizzes/quiz/`);
  await signIn(page);
  await page.getByRole("link", { name: "Import questions" }).click();
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "text/plain", buffer: Buffer.from(text) };
  await page.getByLabel("File").setInputFiles(file);
  await page.getByRole("button", { name: "Look at the questions" }).click();
}

test("a bank is looked at, written, published and taken out again", async ({ page, own }) => {
  await openImport(page, own);
  await look(page, "the form");
  await page.getByLabel("Title").fill("Telling");
  await choose(page, "bank.gift", BANK);

  const made = page.getByRole("table", { name: "What would be made" });
  await expect(made.getByRole("row")).toHaveCount(3);
  await expect(made.getByText("Right: A grown-up I trust")).toBeVisible();
  const leftOut = page.getByRole("table", { name: "What is left out" });
  await expect(leftOut).toContainText("nothing here may be typed");
  await look(page, "the look at it");

  await page.getByRole("button", { name: "Write these questions" }).click();
  await expect(page.getByText("2 questions are in the draft of this quiz.")).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("updated and published")).toBeVisible();

  await page.getByRole("textbox", { name: "Search term" }).fill("Telling");
  await page.getByRole("button", { name: "More options for 'Telling'" }).click();
  await page.getByRole("link", { name: "Export “Telling”" }).click();
  await look(page, "the export");
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as GIFT" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("telling.gift");
  expect(await readFile(await download.path(), "utf8")).toContain("=A grown-up I trust");
});

test("what cannot be read is told at the file, and nothing is written", async ({ page, own }) => {
  await openImport(page, own);
  await choose(page, "bank.xml", "<quiz><question>");
  await expect(page.getByText(/no well-formed XML: line 1/)).toBeVisible();
  await look(page, "the form with an error");
});
