/** Weeks after a module was finished, three of its questions come back in the tide pool. */
import type { APIRequestContext, Page } from "@playwright/test";
import type { Item, ReviewQuestion } from "../../frontend/src/lib/api/types";
import { answer } from "./kinds";
import { NO_NETWORK } from "./support/guard";
import { Keyboard, Touch, type Hands } from "./support/hands";
import { allSent, learnerOf, tokenOf, waitingOn } from "./support/learner";
import { lookAt, lookOnce } from "./support/look";
import { modulePath, titles, type ModuleKey } from "./support/places";
import { rightAnswer } from "./support/answers";
import { Player } from "./support/player";
import { attemptsOf, canServe, letPass } from "./support/server";
import { browserLocale, expect, phone, test } from "./support/test";
import { escaped, wordsOf, type Language } from "./support/words";

test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site whose days can be moved");
// As narrow as it gets: what is looked at here must fit.
test.use({ ...phone, viewport: { width: 320, height: 720 }, reducedMotion: "reduce" });

const CIRCLES = "t1-0810-circles";
/** The words of the page itself, which are in its HTML. */
const inPage = {
  en: { title: "The tide pool", way: "Welcome back! The tide pool is full." },
  ar: { title: "بركة المدّ", way: "مرحبًا بعودتك! امتلأت بركة المدّ." },
};

interface Learner {
  id: string;
  token: string;
}

/** Become a learner by the first stop of a module, and finish it. */
async function finish(
  page: Page,
  module: ModuleKey,
  language: Language,
  hands: Hands = new Touch(),
): Promise<Learner> {
  await page.goto(modulePath(module, language));
  const player = await Player.meet(page, { language, hands, manner: "well" });
  await player.begin();
  await player.playStop();
  await allSent(page);
  const token = await tokenOf(page);
  const { key, version, steps } = player.module;
  const marks = steps.map(({ id }) => ({ module: key, version, step: id }));
  const attempts = steps.flatMap((step) => {
    if (!("item" in step)) return [];
    const given = { item: step.id, phase: "practice", response: rightAnswer(step.item) };
    return [{ id: crypto.randomUUID(), module: key, version, ...given }];
  });
  const { origin } = new URL(page.url());
  for (const [path, data] of [
    ["attempts", { attempts }],
    ["progress", { steps: marks }],
  ] as const) {
    const headers = { Authorization: `Bearer ${token}` };
    const sent = await page.request.post(`${origin}/api/v1/${path}/`, { headers, data });
    expect(sent.status()).toBe(200);
  }
  const { id } = await learnerOf(page.request, origin, token);
  return { id, token };
}

async function reviewOf(request: APIRequestContext, language: Language, { token }: Learner) {
  const given = await request.get(`/api/v1/learners/me/review/?locale=${language}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return ((await given.json()) as { questions: ReviewQuestion[] }).questions;
}

/** Somebody at the tide pool, who knows which questions are to come. */
class Visitor {
  readonly pool;
  readonly t;

  constructor(
    readonly page: Page,
    readonly language: Language,
    readonly hands: Hands,
    readonly look: (state: string) => Promise<void> = () => Promise.resolve(),
  ) {
    this.pool = page.locator("[data-island=review]");
    this.t = wordsOf(language);
  }

  /** Answer the question on the screen, which is the one given, and go on. */
  async play(item: Item, number: number, of: number): Promise<void> {
    const { hands, look, page, pool, t } = this;
    await expect(pool).toContainText(t("check.question", { number, of }));
    await expect(pool.getByText(item.prompt)).toBeVisible();
    await look(`question: ${item.kind}`);
    await answer({ page, stage: pool, hands, t, look }, item, rightAnswer(item));
    await hands.press(pool.getByRole("button", { name: t("item.check"), exact: true }));
    await expect(pool.getByRole("group", { name: t("verdict.label") })).toContainText(
      t("verdict.correct"),
    );
    await look(`question: ${item.kind}, answered`);
    const onwards = t(number === of ? "stage.finish" : "stage.next");
    await hands.press(pool.getByRole("button", { name: onwards, exact: true }));
  }

  async seesTheEnd(count: number): Promise<void> {
    const end = this.pool.getByRole("heading", {
      name: this.t("review.done", { count }),
    });
    await expect(end).toBeFocused();
    await this.look("the end");
  }
}

for (const language of ["en", "ar"] as const) {
  test.describe(() => {
    test.use({ locale: browserLocale[language] });

    for (const way of ["touch", "keyboard"] as const) {
      test(`three questions come back in ${language}, by ${way}`, async ({ page }) => {
        const hands = way === "touch" ? new Touch() : new Keyboard(page);
        const learner = await finish(page, CIRCLES, language, hands);
        const track = `/${language}/children/?band=8-10`;
        const tide = page.getByRole("link", {
          name: new RegExp(escaped(inPage[language].way)),
        });

        letPass(learner.id, 13);
        await page.goto(track);
        await expect(page.getByText(wordsOf(language)("map.finished")).first()).toBeVisible();
        await expect(tide).toBeHidden();

        letPass(learner.id, 1);
        await page.reload();
        await expect(tide).toBeVisible();
        const look = way === "touch" ? lookOnce(page) : undefined;
        await look?.("the map, with the way to the tide pool");
        const questions = await reviewOf(page.request, language, learner);
        expect(questions).toHaveLength(3);

        await hands.follow(tide);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(inPage[language].title);
        const visitor = new Visitor(page, language, hands, look);
        for (const [index, { step }] of questions.entries()) {
          await visitor.play(step.item, index + 1, questions.length);
        }
        await visitor.seesTheEnd(3);
        await allSent(page);
        const reviewed = attemptsOf(learner.id).filter(({ phase }) => phase === "review");
        expect(reviewed.map(({ item }) => item)).toEqual(questions.map(({ step }) => step.item.id));

        await hands.follow(visitor.pool.getByRole("link", { name: visitor.t("review.map") }));
        await expect(page).toHaveURL(new RegExp(`${escaped(track)}$`));
        await expect(page.getByText(visitor.t("map.finished")).first()).toBeVisible();
        await expect(tide).toBeHidden();

        letPass(learner.id, 28);
        await page.reload();
        await expect(tide).toBeVisible();
      });
    }
  });

  test(`an empty tide pool in ${language} is a friendly page`, async ({ page }) => {
    const t = wordsOf(language);
    for (const band of ["5-7", "8-10", "14-17"]) {
      await page.goto(`/${language}/tide-pool/?band=${band}`);
      await expect(page.getByRole("heading", { name: t("review.calm") })).toBeVisible();
      await lookAt(page, `nothing due, ${band}`);
    }
    const pool = page.locator("[data-island=review]");
    await pool.getByRole("link", { name: t("review.map") }).tap();
    await expect(page).toHaveURL(new RegExp(`/${language}/children/\\?band=14-17$`));
  });
}

test("a heavy story does not come back", async ({ page }) => {
  const learner = await finish(page, "t4-1113-storm", "en");
  letPass(learner.id, 60);
  expect(await reviewOf(page.request, "en", learner)).toEqual([]);
  await page.goto("/en/tide-pool/?band=11-13");
  await expect(page.getByRole("heading", { name: wordsOf("en")("review.calm") })).toBeVisible();
  await expect(page.getByText(titles["t4-1113-storm"].en)).toBeHidden();
});

test("a review is gone on with after a break, and played to its end without a network", async ({
  page,
  context,
  guard,
}) => {
  guard.allow(NO_NETWORK);
  const learner = await finish(page, CIRCLES, "en");
  letPass(learner.id, 20);
  const questions = await reviewOf(page.request, "en", learner);
  await page.goto("/en/tide-pool/?band=8-10");
  const visitor = new Visitor(page, "en", new Touch());
  const [first, second, third] = questions;
  if (!first || !second || !third) throw new Error("three questions were to be due");
  await visitor.play(first.step.item, 1, 3);
  await allSent(page);

  // By now the server takes the review as done; the device has two questions left.
  expect(await reviewOf(page.request, "en", learner)).toEqual([]);
  await page.goto("/en/children/?band=8-10");
  await page.getByRole("link", { name: new RegExp(escaped(inPage.en.way)) }).tap();
  await expect(visitor.pool.getByText(second.step.item.prompt)).toBeVisible();
  // What the rest needs comes when the browser is idle.
  const hasPlayers = () =>
    page.evaluate(
      (kinds) => {
        const names = performance.getEntriesByType("resource").map(({ name }) => name);
        return kinds.every((kind) => names.some((name) => name.includes(`player-${kind}`)));
      },
      [second.step.item.kind, third.step.item.kind],
    );
  await expect.poll(hasPlayers).toBe(true);

  await context.setOffline(true);
  await visitor.play(second.step.item, 2, 3);
  await visitor.play(third.step.item, 3, 3);
  await visitor.seesTheEnd(3);
  expect(await waitingOn(page)).toBe(2);
  await context.setOffline(false);
  await allSent(page);
  const reviewed = attemptsOf(learner.id).filter(({ phase }) => phase === "review");
  expect(reviewed.map(({ item }) => item).sort()).toEqual(
    questions.map(({ step }) => step.item.id).sort(),
  );
});
