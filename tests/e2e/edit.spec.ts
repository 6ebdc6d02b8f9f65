/**
 * An editor changes a module in the Wagtail admin: the next child sees it, a broken branch is told
 * where it is broken, and the draft can be played before anyone else sees it.
 *
 * On a server of its own, so that no other test meets what is published here; and each test in a
 * module of its own, because drafts are kept.
 */
import type { Locator, Page } from "@playwright/test";
import { Touch } from "./support/hands";
import { tokenOf } from "./support/learner";
import { expect, needOwnServer, test } from "./support/own";
import { modulePath, titles, type ModuleKey } from "./support/places";
import { Player } from "./support/player";
import { wordsOf } from "./support/words";

needOwnServer();
test.use({ viewport: { width: 1366, height: 900 }, hasTouch: true, reducedMotion: "reduce" });

const t = wordsOf("en");

/** Sign in as the demo's editor, open a module from the list, and give its steps. */
async function openSteps(page: Page, own: string, module: ModuleKey): Promise<Locator> {
  await page.goto(`${own}/admin/modules/`);
  await page.getByLabel("Username").fill("editor");
  await page.getByLabel("Password").fill("reef-editor");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: titles[module].en, exact: true }).click();
  await page.getByRole("tab", { name: "Steps and check" }).click();
  return page.getByRole("tabpanel", { name: "Steps and check" });
}

/** Open a block that is folded. */
async function unfold(block: Locator): Promise<Locator> {
  await block.getByRole("button", { name: "Toggle section" }).first().click();
  return block;
}

/** Write another prompt into the first step of a kind. */
async function writePrompt(steps: Locator, kind: RegExp, text: string): Promise<void> {
  const block = await unfold(steps.getByRole("region", { name: kind }).first());
  await block.getByRole("textbox", { name: "Prompt" }).fill(text);
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
}

/** Play the open module up to its first step of a kind. */
async function playTo(page: Page, kind: "choice" | "sort"): Promise<Player> {
  const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "well" });
  await player.begin();
  await player.playUntil(
    (stop) => stop.at === "step" && stop.step.type === "item" && stop.step.item.kind === kind,
  );
  return player;
}

test("a sentence that an editor changes is what the next child reads", async ({
  page,
  browser,
  guard,
  own,
}, { repeatEachIndex }) => {
  const changed = `Your child says: “Something happened.” What comes first? (${repeatEachIndex})`;
  const steps = await openSteps(page, own, "p2-tell");
  await writePrompt(steps, /^Choice/, changed);
  await publish(page);
  await expect(page.getByText(/has been published/)).toBeVisible();

  const device = await browser.newContext({ hasTouch: true, reducedMotion: "reduce" });
  guard.watch(device);
  const child = await device.newPage();
  await child.goto(own + modulePath("p2-tell", "en"));
  await playTo(child, "choice");
  await expect(child.getByRole("group", { name: changed })).toBeVisible();
  await device.close();
});

test("a choice that leads nowhere is refused, with the message at that choice", async ({
  page,
  own,
}) => {
  const steps = await openSteps(page, own, "t1-0810-circles");
  const chat = await unfold(steps.getByRole("region", { name: /^Chat/ }));
  const node = await unfold(chat.getByRole("region", { name: "Node n1" }));
  const choice = node.getByRole("region", { name: /^Choice/ }).first();
  const target = choice.getByRole("textbox", { name: "Leads to" });
  if (!(await target.isVisible())) await unfold(choice);
  await target.fill("n99");
  await publish(page);

  await page.getByRole("button", { name: "Go to the first error" }).click();
  const message = choice.getByText("There is no node called “n99”.");
  await expect(message).toBeFocused();
  await expect(target).toHaveValue("n99");
  await expect(page.getByText("There is no node called “n99”.")).toHaveCount(1);
});

test("the unsaved draft plays in the preview, and nobody else sees it", async ({ page, own }) => {
  const draft = "What do you do, and what do you leave out?";
  const steps = await openSteps(page, own, "e1-ground");
  await writePrompt(steps, /^Sort/, draft);
  await page.getByRole("button", { name: "Toggle preview" }).click();
  const panel = page.frameLocator("iframe[title=Preview]").last();
  await expect(panel.getByText(t("note.heading"))).toBeVisible();

  const opening = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Preview in new tab" }).click();
  const preview = await opening;
  const player = await playTo(preview, "sort");
  await expect(preview.getByRole("group", { name: draft })).toBeVisible();
  await expect(preview.getByText(t("stage.preview"))).toBeVisible();
  await player.playStop();

  // Nothing was kept, nothing was sent, and what is published is as it was.
  await preview.reload();
  await expect(preview.getByRole("heading", { name: t("note.heading") })).toBeVisible();
  expect(await tokenOf(preview)).toBe("");
  const published = await page.request.get(`${own}/api/v1/modules/e1-ground/?locale=en`);
  expect(await published.text()).not.toContain(draft);
});
