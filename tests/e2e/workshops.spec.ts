/**
 * The workshops keep what is made in them to themselves, and a sort plays as a game with whatever hand
 * there is.
 */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { lookAt } from "./support/look";
import { expect, narrow, phone, test } from "./support/test";
import { wordsOf } from "./support/words";

const t = wordsOf("en");

const sink = (kind: string) => `/en/kitchen-sink/?kind=${kind}&state=new&band=8-10`;

/** All that a page of this site can have put away on the device, as one text. */
function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, name];
    found.push(history.state, location.href);
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((give, refuse) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => give(opening.result);
        opening.onerror = () => refuse(new Error(name));
      });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        await new Promise((done) => (reading.onsuccess = done));
        found.push(reading.result);
      }
      database.close();
    }
    return JSON.stringify(found);
  });
}

test.describe("what is typed into the password workshop", () => {
  const SECRET = "Zebra-Sofa-1987";

  test("is in no request and in no store, and is gone when one comes back", async ({ page }) => {
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
    await page.goto(sink("password"));
    await page.getByText(t("players.password.try")).click();
    const field = page.getByLabel(t("players.password.own"));
    await field.pressSequentially(SECRET);
    await expect(page.getByText(t("players.password.why.good"))).toBeVisible();
    await page
      .getByRole("button", { name: t("players.password.draw", { count: 3 }), exact: true })
      .click();
    await page.getByRole("button", { name: t("item.done"), exact: true }).click();
    const panel = page.locator("[data-kind=password]");
    await expect(panel).toHaveAttribute("data-answered", /"done":true/);
    await expect(panel).toHaveAttribute("data-drafted", "");
    expect(await panel.getAttribute("data-answered")).not.toMatch(/Zebra/i);
    await lookAt(page, "password done");

    await page.goto("/en/");
    await page.goBack();
    await page.getByText(t("players.password.try")).click();
    await expect(field).toHaveValue("");
    for (const place of [await stored(page), ...sent]) {
      expect(decodeURIComponent(place)).not.toMatch(/Zebra|Sofa/i);
    }
  });
});

test.describe("a poster", () => {
  test("is saved as a picture on the device, and nothing of it is sent", async ({ page }) => {
    await page.goto(sink("poster"));
    await page.getByRole("button", { name: "Ask before you share", exact: true }).click();
    const heart = page.getByRole("button", { name: "Heart", exact: true });
    await heart.click();
    const posts: string[] = [];
    page.on("request", (request) => {
      if (request.method() !== "GET") posts.push(request.url());
    });
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: t("players.poster.save"), exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("poster.png");
    const picture = readFileSync(await file.path());
    // A PNG says its width and height, as numbers of four bytes, from its sixteenth byte on.
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 1600]);
    expect(picture.length).toBeGreaterThan(20_000);
    await expect(page.getByText(t("players.poster.saved"))).toBeVisible();
    expect(posts).toEqual([]);
    expect(await stored(page)).not.toContain("share");
  });

  test("is printed alone on its sheet", async ({ page }) => {
    await page.goto(sink("poster"));
    await page.evaluate(() => (window.print = () => undefined));
    await page.getByRole("button", { name: "Heart", exact: true }).click();
    await page.getByRole("button", { name: t("players.poster.print"), exact: true }).click();
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".poster-sheet")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(page.locator(".poster-sheet")).toHaveCount(0);
  });

  test("is arranged with the finger", async ({ page }) => {
    await page.goto(sink("poster"));
    await page.getByRole("button", { name: "Heart", exact: true }).click();
    const poster = page.getByRole("group", { name: t("players.poster.poster") });
    const piece = poster.getByRole("button", { name: "Heart" });
    const box = await poster.boundingBox();
    if (!box) throw new Error("there is no poster");
    const near = async (x: number, y: number) => {
      const at = await piece.locator("use").boundingBox();
      if (!at) return false;
      const far = [
        at.x + at.width / 2 - box.x - box.width * x,
        at.y + at.height / 2 - box.y - box.height * y,
      ];
      return Math.hypot(...far) < 8;
    };
    await poster.click({ position: { x: box.width * 0.8, y: box.height * 0.9 } });
    await expect.poll(() => near(0.8, 0.9)).toBe(true);
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.9);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => near(0.4, 0.2)).toBe(true);
  });
});

test.describe("a sort as a game", () => {
  const catches = new Map([
    ["My home address", 1],
    ["The game I like best", 2],
    ["My favourite colour", 2],
    ["When we are on holiday", 1],
  ]);
  const start = (page: Page) =>
    page.getByRole("button", { name: t("players.sort.dash.play"), exact: true });
  /** Which basket the present thing belongs in. */
  const numberOf = async (page: Page) => {
    const card = (await page.locator(".raft").textContent())?.trim() ?? "";
    const number = catches.get(card);
    if (!number) throw new Error(`nothing comes: ${card}`);
    return number;
  };
  const handIn = async (page: Page) => {
    const commit = page.getByRole("button", { name: t("item.check"), exact: true });
    await expect(commit).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText(t("verdict.correct"))).toBeVisible();
  };

  test.describe(() => {
    test.use({ ...narrow, reducedMotion: "reduce" });

    test("is played to the end with the keyboard, and without motion", async ({ page }) => {
      await page.goto(sink("sort"));
      await start(page).focus();
      await page.keyboard.press("Enter");
      await lookAt(page, "game, still");
      for (let left = catches.size; left > 0; left -= 1)
        await page.keyboard.press(String(await numberOf(page)));
      await handIn(page);
    });
  });

  test.describe(() => {
    test.use(phone);

    test("is played by touch; it drifts, pauses and waits", async ({ page }) => {
      await page.goto(sink("sort"));
      await start(page).tap();
      const go = page.getByRole("button", { name: t("players.sort.dash.start"), exact: true });
      await go.tap();
      const raft = page.locator(".raft");
      const place = async () => (await raft.boundingBox())?.y ?? 0;
      const before = await place();
      await expect.poll(place).toBeGreaterThan(before + 4);
      await page.getByRole("button", { name: t("players.sort.dash.pause"), exact: true }).tap();
      const held = await place();
      await lookAt(page, "game, paused");
      expect(await place()).toBe(held);
      for (let left = catches.size; left > 0; left -= 1) {
        const baskets = page.getByRole("button", { name: /inside$/ });
        await baskets.nth((await numberOf(page)) - 1).tap();
      }
      await handIn(page);
    });
  });
});
