/**
 * Axe finds nothing on any page and in any state of play, in both directions, on a screen of
 * 320 pixels; and nothing there is wider than the screen.
 */
import type { Page } from "@playwright/test";
import type { Module } from "../../frontend/src/lib/api/types";
import { NO_NETWORK } from "./support/guard";
import { Touch } from "./support/hands";
import { lookAt, lookOnce } from "./support/look";
import { modulePath, type ModuleKey } from "./support/places";
import type { Manner } from "./support/plan";
import { Player } from "./support/player";
import { expect, test } from "./support/test";
import { escaped, wordsOf, type Language } from "./support/words";

test.use({
  viewport: { width: 320, height: 720 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: "reduce",
});

const bands = ["5-7", "8-10", "11-13", "14-17"];

/** Play a module through and look at every state, at the map after it and at the home page meanwhile. */
async function play(page: Page, module: ModuleKey, language: Language, manner: Manner) {
  const t = wordsOf(language);
  const path = modulePath(module, language);
  await page.goto(path);
  const look = lookOnce(page);
  const player = await Player.meet(page, { language, hands: new Touch(), manner, look });
  await player.begin();

  await page.goto(`/${language}/`);
  await page.getByRole("link", { name: new RegExp(escaped(t("home.go_on"))) }).tap();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.goBack();
  await expect(
    page.getByRole("link", { name: new RegExp(escaped(t("home.go_on"))) }),
  ).toBeVisible();
  await look("home, with a way to go on");
  await page.goForward();

  await player.playOn();
  const back = t(player.module.band === "" ? "finish.list" : "finish.map");
  await page.getByRole("link", { name: back }).last().tap();
  await expect(page.getByText(t("map.finished")).first()).toBeVisible();
  await look("map, with a pearl");
}

for (const language of ["en", "ar"] as const) {
  test(`the pages in ${language}`, async ({ page, guard }) => {
    guard.mayHaveCookies = true;
    guard.allow(/status of 404/);
    const paths = [
      "",
      ...bands.map((band) => `children/?band=${band}`),
      "parents/",
      "educators/",
      "accounts/login/",
      "crew/",
      "join/",
      "what-we-keep/",
      "no-such-page/",
    ].map((path) => `/${language}/${path}`);
    const prints = (["t4-1113-storm", "p2-tell"] as const).map(
      (module) => `${modulePath(module, language)}print/`,
    );
    for (const path of [...paths, ...prints]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await lookAt(page, path);
    }
    await page.setExtraHTTPHeaders({ "Accept-Language": language });
    await page.goto("/exit/");
    await lookAt(page, `/exit/ in ${language}`);
  });

  test(`help in ${language}`, async ({ page }) => {
    const t = wordsOf(language);
    await page.addInitScript(() => localStorage.setItem("cop.country", "BH"));
    await page.goto(modulePath("t4-1113-storm", language));
    await page.getByRole("button", { name: t("help.button"), exact: true }).tap();
    const dialog = page.getByRole("dialog", { name: t("help.title") });
    for (const part of ["someone", "helpline", "report", "danger"]) {
      const summary = dialog.locator("summary", { hasText: t(`help.${part}`) });
      if (part !== "someone") await summary.tap();
      await expect(dialog.locator("details[open]")).toHaveCount(1);
      await lookAt(page, `help: ${part}`);
    }
  });

  for (const module of [
    "t12-0507-hand",
    "t1-0810-circles",
    "t5-0810-hooks",
    "t4-1113-storm",
    "t6-1417-clip",
  ] as const) {
    test(`every state of ${module} in ${language}`, async ({ page }) => {
      await play(page, module, language, "badly");
    });
  }
}

test("what the demo’s modules do not have: film, recording, plain picture, newer content", async ({
  page,
  context,
  guard,
}) => {
  guard.allow(NO_NETWORK);
  const t = wordsOf("en");
  await context.route("**/media/*.vtt", (route) =>
    route.fulfill({ body: "WEBVTT", contentType: "text/vtt" }),
  );
  await context.route("**/api/v1/content/*/", async (route) => {
    const answer = await route.fetch();
    const module = (await answer.json()) as Module;
    const step = (type: string, more: object) => ({
      id: type,
      type,
      title: "",
      audio: null,
      ...more,
    });
    const steps = [
      step("picture", {
        picture: module.image,
        caption: "The reef",
        audio: { src: "/media/reef.mp3", type: "audio/mpeg" },
      }),
      step("video", {
        src: "/media/reef.mp4",
        media: "video/mp4",
        captions: "/media/reef.vtt",
        poster: null,
        transcript: "A fish swims by.\nIt says nothing.",
      }),
      step("hologram", {}),
      step("item", {
        item: { id: "item", kind: "riddle", purpose: "practice", form: "", prompt: "?" },
      }),
    ];
    await route.fulfill({ json: { ...module, steps, check: { pre: [], post: [] } } });
  });
  await page.goto(modulePath("t1-0810-circles", "en"));
  for (const state of ["picture", "video", "hologram", "riddle"]) {
    await expect(page.getByRole("progressbar")).toBeVisible();
    if (state === "video") await page.getByText(t("video.transcript")).tap();
    if (state === "hologram") await expect(page.getByText(t("step.unknown"))).toBeVisible();
    if (state === "riddle") {
      await expect(page.getByText(t("players.standin.text"))).toBeVisible();
      await context.setOffline(true);
      await expect(page.getByText(t("stage.offline"))).toBeVisible();
    }
    await lookAt(page, state);
    const onwards = t(state === "riddle" ? "stage.finish" : "stage.next");
    await page.getByRole("button", { name: onwards, exact: true }).tap();
  }
  await expect(page.getByRole("heading", { name: t("finish.heading") })).toBeVisible();
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("the pages in the grown dress", async ({ page }) => {
    const paths = ["children/?band=14-17", "parents/", "educators/", "parents/tell/print/"];
    for (const path of paths) {
      await page.goto(`/en/${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await lookAt(page, path);
    }
  });

  test("every state of p2-tell", async ({ page }) => {
    await play(page, "p2-tell", "en", "badly");
  });
});
