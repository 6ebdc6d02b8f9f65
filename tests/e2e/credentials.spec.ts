/**
 * What is earned on paper and as a file: a class's certificates, and what an educator has passed. Nobody
 * is asked for a child's name, and whoever checks a credential is told nobody's.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import type { AnyResponse, CheckItem, Module } from "../../frontend/src/lib/api/types";
import { signIn } from "./support/admin/desk";
import { rightAnswer } from "./support/answers";
import { lookAt } from "./support/look";
import { titles } from "./support/places";
import { keepToken } from "./support/pupils";
import { expect, narrow, test } from "./support/test";

test.use({ reducedMotion: "reduce" });
// One educator passes once: the tests of this file take turns.
test.describe.configure({ mode: "default" });

const KEY = "e1-ground";
const COURSE = titles[KEY];

interface Said {
  text: { en: string };
}

interface Question {
  prompt: { en: string };
  options?: (Said & { correct: boolean })[];
  bins?: (Said & { items: Said[] })[];
  things?: Said[];
}

/** Each question of the check with its answer, which no device is told. */
function questions(): Map<string, Question> {
  const file = join(__dirname, "../../cms/demo/content", `${KEY}.json`);
  const { check } = JSON.parse(readFileSync(file, "utf8")) as { check: { form_b: Question[] } };
  return new Map(check.form_b.map((question) => [question.prompt.en, question]));
}

/** What earns all points of a question, or what earns none. */
function answerTo(item: CheckItem, question: Question | undefined, isRight: boolean): AnyResponse {
  const idOf = (parts: { id: string; text: string }[], said?: Said) =>
    parts.find(({ text }) => text === said?.text.en)?.id ?? "";
  if (item.kind === "choice") {
    const wanted = question?.options?.find(({ correct }) => correct === isRight);
    return { choices: [idOf(item.options, wanted)] };
  }
  if (item.kind === "sort") {
    const bins = question?.bins ?? [];
    const put = bins.flatMap((bin, place) => {
      const into = isRight ? bin : bins[(place + 1) % bins.length];
      return bin.items.map((thing) => [idOf(item.items, thing), idOf(item.bins, into)]);
    });
    return { bins: Object.fromEntries(put) as Record<string, string> };
  }
  if (item.kind === "order") {
    const order = (question?.things ?? []).map((thing) => idOf(item.things, thing));
    return { order: isRight ? order : order.reverse() };
  }
  throw new Error("Say how such a question is answered.");
}

/** Somebody who plays in a browser without an account, through the API that the player uses. */
class Learner {
  constructor(
    private readonly request: APIRequestContext,
    private readonly module: Module,
    readonly token: string,
  ) {}

  static async meet(request: APIRequestContext): Promise<Learner> {
    const module = (await (await request.get(`/api/v1/modules/${KEY}/`)).json()) as Module;
    const made = await request.post("/api/v1/learners/", { data: { locale: "en" } });
    return new Learner(request, module, ((await made.json()) as { token: string }).token);
  }

  /** Finish the module, with so many of the questions after it right. */
  async play(right: number): Promise<void> {
    const { key: module, version, steps, check } = this.module;
    const known = questions();
    const after = check.post.map((item, number) => {
      const response = answerTo(item, known.get(item.prompt), number < right);
      return { item: item.id, phase: "post", response };
    });
    const within = steps.flatMap((step) =>
      "item" in step
        ? [{ item: step.id, phase: "practice", response: rightAnswer(step.item) }]
        : [],
    );
    const attempts = [...within, ...after].map((each) => ({
      id: randomUUID(),
      module,
      version,
      ...each,
    }));
    await this.#send("/api/v1/attempts/", { attempts });
    await this.#send("/api/v1/checks/", { module, version, phase: "post" });
    const done = steps.map(({ id: step }) => ({ module, version, step }));
    await this.#send("/api/v1/progress/", { steps: done });
  }

  async #send(path: string, data: object): Promise<void> {
    const headers = { Authorization: `Bearer ${this.token}` };
    expect((await this.request.post(path, { data, headers })).ok()).toBe(true);
  }
}

/** The sizes of the sheets that a page takes, in points. */
async function sheetsOf(page: Page): Promise<{ wide: boolean }[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => ({
    wide: Number(width) > Number(height),
  }));
}

test("a class gets its certificates on paper, without a name", async ({ page, guard }) => {
  guard.mayHaveCookies = true;
  await page.goto("/en/sign-in/?next=/en/teach/");
  await signIn(page, "educator");
  await page.getByRole("link", { name: "6B", exact: true }).first().click();
  await page.getByRole("link", { name: "Certificates" }).click();
  await lookAt(page, "certificates of a class");
  const sheets = page.locator("li.certificate");
  const count = await sheets.count();
  expect(count).toBeGreaterThan(0);
  const whole = await sheetsOf(page);
  expect(whole).toHaveLength(count);
  expect(whole.every(({ wide }) => wide)).toBe(true);

  // A sensitive module has one for each seat, and no code.
  for (const box of await page.locator("input[name=modules]").all()) await box.uncheck();
  await page.getByLabel(titles["t4-1113-storm"].en).check();
  await page.getByLabel("two on A4").check();
  await page.getByRole("button", { name: "Lay them out" }).click();
  await expect(page.locator(".certificate__code")).toHaveCount(0);
  const seats = await sheets.count();
  expect(seats).toBeGreaterThan(count / 3);
  await lookAt(page, "certificates of a sensitive module");
  const halves = await sheetsOf(page);
  expect(halves).toHaveLength(Math.ceil(seats / 2));
  expect(halves.some(({ wide }) => wide)).toBe(false);
});

for (const language of ["en", "ar"] as const) {
  test.describe(`an educator, ${language}`, () => {
    test.use(language === "ar" ? narrow : {});

    test("passes at the second try, prints, and shows a badge that is checked", async ({
      page,
      browser,
      request,
      guard,
    }) => {
      guard.mayHaveCookies = true;
      const home = `/${language}/teach/training/`;
      await page.goto(`/en/sign-in/?next=${home}`);
      await signIn(page, "educator");
      await expect(page).toHaveURL(home);
      await lookAt(page, "training");
      const step = page.locator(`#${KEY}`);
      const isNew = (await step.locator("form").count()) > 0;
      const learner = await Learner.meet(request);
      await page.waitForLoadState("networkidle");
      await keepToken(page, learner.token);

      // The demo's educator has passed it once this test has run: the first day stands.
      if (isNew) {
        await learner.play(0);
        await step.locator("button").click();
        await expect(page.getByRole("alert")).toBeVisible();
        await lookAt(page, "not passed yet");
        await learner.play(5);
        await step.locator("button").click();
      }
      await expect(step.locator("form")).toHaveCount(0);
      await lookAt(page, "passed");
      const file = await page.request.get(
        (await step.locator("a[download]").getAttribute("href")) ?? "",
      );
      const badge = (await file.body()).toString();

      await step.locator("a.button").first().click();
      await page.getByRole("textbox").fill("Mariam Al-Reef");
      await page.locator(".certificates__name button").click();
      await expect(page.locator(".certificate__line")).toHaveText("Mariam Al-Reef");
      await lookAt(page, "certificate of an educator");
      expect(await sheetsOf(page)).toEqual([{ wide: true }]);

      // Somebody else, who has no account here.
      const stranger = await browser.newContext();
      const desk = await stranger.newPage();
      await desk.goto(`/${language}/credentials/verify/`);
      await lookAt(desk, "checking a credential");
      await desk.locator("textarea").fill(badge);
      await desk.locator("main form button").click();
      await expect(desk.locator(".verified")).toContainText(COURSE[language]);
      await lookAt(desk, "a genuine credential");
      await desk.locator("textarea").fill(badge.slice(0, -4));
      await desk.locator("main form button").click();
      await expect(desk.getByRole("alert")).toBeVisible();
      await lookAt(desk, "no credential of ours");
      expect(await stranger.cookies()).toEqual([]);
      await stranger.close();
    });
  });
}
