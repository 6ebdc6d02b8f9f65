/**
 * An editor changes a module in the Wagtail admin: the next child sees it, a broken branch is told
 * where it is broken, and the draft can be played before anyone else sees it.
 *
 * On a server of its own, so that no other test meets what is published here.
 */
import type { Locator, Page } from "@playwright/test";
import { Touch } from "./support/hands";
import { tokenOf } from "./support/learner";
import { modulePath } from "./support/places";
import { Player } from "./support/player";
import { canServe, Server } from "./support/server";
import { expect, test as base } from "./support/test";
import { wordsOf } from "./support/words";

const test = base.extend<{ own: string }, { server: Server }>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures here.
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.end();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  own: async ({ server, guard }, use) => {
    guard.addSite(server.address);
    guard.mayHaveCookies = true;
    await use(server.address);
  },
});

test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site");
// One after the other: they share the server.
test.describe.configure({ mode: "default" });
test.use({ viewport: { width: 1366, height: 900 }, hasTouch: true, reducedMotion: "reduce" });

const t = wordsOf("en");
const title = "Who may know what?";
const path = modulePath("t1-0810-circles", "en");

/** Sign in as the demo's editor, and open the module from the list of modules. */
async function openEditor(page: Page, own: string): Promise<Locator> {
  await page.goto(`${own}/admin/modules/`);
  await page.getByLabel("Username").fill("editor");
  await page.getByLabel("Password").fill("reef-editor");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.getByRole("tab", { name: "Steps and check" }).click();
  return page.getByRole("tabpanel", { name: "Steps and check" });
}

/** Open a block that is folded. */
async function unfold(block: Locator): Promise<Locator> {
  await block.getByRole("button", { name: "Toggle section" }).first().click();
  return block;
}

/** The text of the question about the kite page, open for editing. */
async function question(steps: Locator): Promise<Locator> {
  const block = await unfold(steps.getByRole("region", { name: /^Choice .*Maya’s kite page/ }));
  return block.getByRole("textbox", { name: "Prompt" });
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
}

/** Play the open module up to the question about the kite page. */
async function playToQuestion(page: Page): Promise<Player> {
  const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "well" });
  await player.begin();
  await player.playUntil(
    (stop) => stop.at === "step" && stop.step.type === "item" && stop.step.item.kind === "choice",
  );
  return player;
}

test("a sentence that an editor changes is what the next child reads", async ({
  page,
  browser,
  guard,
  own,
}) => {
  const changed = "Anybody can open Maya’s kite page. Which picture fits it best?";
  await (await question(await openEditor(page, own))).fill(changed);
  await publish(page);
  await expect(page.getByText(`Page '${title}' has been published.`)).toBeVisible();

  const device = await browser.newContext({ hasTouch: true, reducedMotion: "reduce" });
  guard.watch(device);
  const child = await device.newPage();
  await child.goto(own + path);
  await playToQuestion(child);
  await expect(child.getByRole("group", { name: changed })).toBeVisible();
  await device.close();
});

test("a choice that leads nowhere is refused, with the message at that choice", async ({
  page,
  own,
}) => {
  const steps = await openEditor(page, own);
  const chat = await unfold(steps.getByRole("region", { name: /^Chat A question in the game/ }));
  const node = await unfold(chat.getByRole("region", { name: "Node n1" }));
  const choice = node.getByRole("region", { name: /^Choice/ }).first();
  if (!(await choice.getByRole("textbox").first().isVisible())) await unfold(choice);
  const target = choice.getByRole("textbox", { name: "Leads to" });
  await target.fill("n99");
  await publish(page);

  await expect(page.getByText("The page could not be saved due to errors")).toBeVisible();
  await expect(target).toHaveValue("n99");
  await expect(choice.getByText("There is no node called “n99”.")).toBeVisible();
  await expect(node.getByText("There is no node called “n99”.")).toHaveCount(1);
});

test("the unsaved draft plays in the preview, and nobody else sees it", async ({ page, own }) => {
  const draft = "Whoever comes by sees Maya’s kite page. Which one fits?";
  await (await question(await openEditor(page, own))).fill(draft);
  await page.getByRole("button", { name: "Toggle preview" }).click();
  const panel = page.frameLocator("iframe[title=Preview]").last();
  await expect(panel.getByText(t("stage.preview"))).toBeVisible();

  const opening = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Preview in new tab" }).click();
  const preview = await opening;
  const player = await playToQuestion(preview);
  await expect(preview.getByRole("group", { name: draft })).toBeVisible();
  await player.playStop();

  // Nothing was kept, nothing was sent, and what is published is as it was.
  await preview.reload();
  const place = t("stage.progress", { number: 1, of: player.stops.length });
  await expect(preview.getByRole("progressbar")).toHaveAttribute("aria-valuetext", place);
  expect(await tokenOf(preview)).toBe("");
  const published = await page.request.get(`${own}/api/v1/modules/t1-0810-circles/?locale=en`);
  expect(await published.text()).not.toContain(draft);
});
