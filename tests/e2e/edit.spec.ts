/**
 * An editor changes a module in the Wagtail admin: the next child sees it, a broken branch is told
 * where it is broken and drawn, and the draft can be played before anyone else sees it.
 *
 * On a server of its own, so that no other test meets what is published here; and each test in a
 * module of its own, because drafts are kept.
 */
import type { Locator, Page } from "@playwright/test";
import { markForms, kept, openTab, publish, signIn, watched } from "./support/admin/desk";
import { Touch } from "./support/hands";
import { tokenOf } from "./support/learner";
import { expect, needOwnServer, test } from "./support/own";
import { modulePath, titles, type ModuleKey } from "./support/places";
import { Player } from "./support/player";
import { wordsOf } from "./support/words";

needOwnServer();
test.use({
  viewport: { width: 1366, height: 900 },
  hasTouch: true,
  reducedMotion: "reduce",
});

const t = wordsOf("en");

/**
 * Sign in, as the demo's editor unless told otherwise, find a module in the list, and give its
 * steps once Wagtail watches the form.
 */
async function openSteps(
  page: Page,
  own: string,
  module: ModuleKey,
  who: "editor" | "safeguarding" = "editor",
): Promise<Locator> {
  await markForms(page);
  const title = titles[module].en;
  await page.goto(`${own}/admin/modules/?q=${encodeURIComponent(title)}`);
  await signIn(page, who);
  await page.getByRole("link", { name: title, exact: true }).click();
  const steps = await openTab(page, "Steps and check");
  await watched(page);
  return steps;
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

/** Play the open module up to its first step of a kind. */
async function playTo(page: Page, kind: "choice" | "sort"): Promise<Player> {
  const player = await Player.meet(page, {
    language: "en",
    hands: new Touch(),
    manner: "well",
  });
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
  // Of sensitivity 2: only a safeguarding lead publishes it.
  const steps = await openSteps(page, own, "p2-tell", "safeguarding");
  await writePrompt(steps, /^Choice/, changed);
  await kept(page);
  await publish(page);
  await expect(page.getByText(/has been published/)).toBeVisible();

  const device = await browser.newContext({
    hasTouch: true,
    reducedMotion: "reduce",
  });
  guard.watch(device);
  const child = await device.newPage();
  await child.goto(own + modulePath("p2-tell", "en"));
  await playTo(child, "choice");
  await expect(child.getByRole("group", { name: changed })).toBeVisible();
  await device.close();
});

test("a choice that leads nowhere is refused, with the message at that choice", async ({
  page,
  guard,
  own,
}) => {
  // After a refusal Wagtail tries to keep the form as a draft once more, and refuses that, too.
  guard.allow(/status of 400/);
  const steps = await openSteps(page, own, "t1-0810-circles");
  const chat = await unfold(steps.getByRole("region", { name: /^Chat/ }));
  const node = await unfold(chat.getByRole("region", { name: "Node n1" }));
  const choice = node.getByRole("region", { name: /^Choice/ }).first();
  const target = choice.getByRole("textbox", { name: "Leads to" });
  if (!(await target.isVisible())) await unfold(choice);
  await target.fill("n99");
  await kept(page);
  await publish(page);

  await page.getByRole("button", { name: "Go to the first error" }).click();
  const message = choice.getByText("There is no node called “n99”.");
  await expect(message).toBeFocused();
  await expect(target).toHaveValue("n99");
  await expect(steps.getByText("There is no node called “n99”.")).toHaveCount(1);
});

test("the branch map leads to a node, and shows at once what no longer leads anywhere", async ({
  page,
  own,
}) => {
  const steps = await openSteps(page, own, "t4-1113-storm");
  await page.getByRole("button", { name: "Toggle branch map" }).click();
  const drawing = page.getByRole("region", { name: /^Drawing of Step/ });
  await expect(drawing.getByText("There is no")).toHaveCount(0);
  await drawing.getByRole("link", { name: /^n3b/ }).press("Enter");

  const handle = steps.getByRole("textbox", { name: "Handle" }).and(page.locator(":focus"));
  await expect(handle).toHaveValue("n3b");
  await handle.fill("n3c");
  await expect(drawing.getByText("There is no “n3b”")).toBeVisible();
  await expect(drawing.getByRole("link", { name: /^n3c Nothing leads here/ })).toBeVisible();
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
