/** Whoever stops half-way goes on where they were: after a reload, a closed page, a dead server. */
import { Touch } from "./support/hands";
import { allSent, progressOf } from "./support/learner";
import { modulePath, titles, type ModuleKey } from "./support/places";
import { planChat } from "./support/plan";
import { groupOf, place } from "./kinds/sort";
import { Player } from "./support/player";
import { canServe, Server } from "./support/server";
import { expect, phone, test } from "./support/test";
import type { BrowserContext, Page } from "@playwright/test";

test.use({ ...phone, reducedMotion: "reduce" });

const isChat = (stop: Player["stops"][number]) => stop.at === "step" && stop.step.type === "chat";

async function sitDown(page: Page, module: ModuleKey, site = ""): Promise<Player> {
  await page.goto(site + modulePath(module, "en"));
  const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "well" });
  await player.begin();
  return player;
}

/** Close the page, come back by way of the home page, and go on. */
async function comeBack(context: BrowserContext, module: ModuleKey): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/en/");
  await page.getByRole("link", { name: `Go on where you were: ${titles[module].en}` }).tap();
  return page;
}

test("a conversation goes on where it was, with what was said and seen", async ({
  page,
  context,
}) => {
  const player = await sitDown(page, "t4-1113-storm");
  const { t } = player;
  await player.playUntil(isChat);
  const { stop } = player;
  if (stop?.at !== "step" || stop.step.type !== "chat") {
    throw new Error("this module has changed: choose another for this test");
  }
  const { item } = stop.step;
  await player.chatOn(item, 0, 2);
  const said = planChat(item, "well")
    .turns.slice(0, 2)
    .flatMap(({ node, choices }) => node.choices.filter(({ id }) => choices.includes(id)))
    .map(({ text }) => text);

  async function isAsItWas(opened: Page): Promise<void> {
    const log = opened.getByRole("log", { name: t("players.chat.log") });
    for (const text of said) await expect(log.getByText(text).last()).toBeVisible();
    const found = t("players.chat.shells", { number: 1, of: "" }).trim();
    await expect(opened.getByRole("status").filter({ hasText: found })).toBeVisible();
    await expect(opened.getByRole("button", { name: t("stage.next") })).toBeDisabled();
  }

  await page.reload();
  await isAsItWas(page);
  await page.close();
  const again = await comeBack(context, "t4-1113-storm");
  await isAsItWas(again);
});

test("a question at the end keeps its answer, which cannot be given twice", async ({
  page,
  context,
}) => {
  test.slow();
  const player = await sitDown(page, "t4-1113-storm");
  const { t } = player;
  await player.playUntil(({ at }) => at === "check");
  const { stop } = player;
  if (stop?.at !== "check" || stop.item.kind !== "choice") {
    throw new Error("this module has changed: choose another for this test");
  }
  await player.playStop();
  await page.close();

  const again = await comeBack(context, "t4-1113-storm");
  await expect(
    again.getByText(t("check.question", { number: 2, of: stop.of }), { exact: true }),
  ).toBeVisible();
  await again.getByRole("button", { name: t("stage.back") }).tap();
  const { options, multiple } = stop.item;
  const chosen = again.getByRole(multiple ? "checkbox" : "radio", { name: options[0]?.text });
  await expect(chosen).toBeChecked();
  await expect(chosen).toBeDisabled();
});

test("cards lie where they were put, and a right answer stays right", async ({ page }) => {
  const player = await sitDown(page, "t1-0810-circles");
  const { t } = player;
  await player.playUntil(
    (stop) => stop.at === "step" && stop.step.type === "item" && stop.step.item.kind === "sort",
  );
  const { stop } = player;
  if (stop?.at !== "step" || stop.step.type !== "item" || stop.step.item.kind !== "sort") return;
  const { item } = stop.step;
  const [first, second] = item.items;
  const bin = item.bins[1];
  if (!first || !second || !bin) throw new Error("too few cards");
  await place(player.table, item, first.id, bin.id);
  await place(player.table, item, second.id, bin.id);

  await page.reload();
  const group = groupOf(player.table, item, bin.id);
  await expect(group.getByRole("button", { name: first.text })).toBeVisible();
  await expect(group.getByRole("button", { name: second.text })).toBeVisible();
  const left = t("players.hand.left", { count: item.items.length - 2 });
  await expect(page.getByText(left)).toBeVisible();

  await page.getByRole("button", { name: t("stage.back") }).tap();
  const verdict = page.getByRole("group", { name: t("verdict.label") });
  await expect(verdict).toContainText(t("verdict.correct"));
});

test("progress survives a server that was killed, and the answers given meanwhile arrive", async ({
  page,
  guard,
}) => {
  test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site");
  const server = await Server.start();
  try {
    guard.addSite(server.address);
    guard.allow(/Failed to load resource/);
    const player = await sitDown(page, "t1-0810-circles", server.address);
    for (let stops = 0; stops < 5; stops += 1) await player.playStop();
    await allSent(page);
    const before = await progressOf(page, page.request, "t1-0810-circles");

    await server.kill();
    await player.playStop();
    await server.restart();
    const kept = await progressOf(page, page.request, "t1-0810-circles");
    // What was done meanwhile may be there already.
    expect(kept?.steps_done).toEqual(expect.arrayContaining(before?.steps_done ?? ["nothing"]));

    await page.reload();
    const heading = player.stop ? player.headingOf(player.stop) : "none";
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await allSent(page);
    const after = await progressOf(page, page.request, "t1-0810-circles");
    expect(after?.steps_done).toHaveLength((before?.steps_done.length ?? 0) + 1);
  } finally {
    await server.end();
  }
});
