/**
 * Every kind of question, on the kitchen sink: answered to the end with the keyboard alone and with
 * less motion, and by touch; as a check; and every state of it in both directions and three dresses.
 */
import type { Page } from "@playwright/test";
import type { Grade } from "../../frontend/src/players/contract";
import type { Item, Kind } from "../../frontend/src/lib/api/types";
import { answer, kinds } from "./kinds";
import { button, type Table } from "./kinds/table";
import { Keyboard, Touch, type Hands } from "./support/hands";
import { lookAt } from "./support/look";
import { expect, narrow, phone, test, withoutWorker } from "./support/test";
import { wordsOf, type Language } from "./support/words";

test.use(withoutWorker);

/** One question as the kitchen sink gives it to its player. */
interface Shown {
  item: Item;
  responses: { wrong: unknown; right: unknown };
}

async function sit(
  page: Page,
  kind: Kind,
  state: string,
  language: Language,
  hands: Hands,
): Promise<{ table: Table; shown: Shown } | undefined> {
  await page.goto(`/${language}/kitchen-sink/?kind=${kind}&state=${state}&band=8-10`);
  const [shown] = JSON.parse((await page.locator("#payload").textContent()) ?? "[]") as Shown[];
  if (!shown) return undefined;
  const stage = page.locator(`[data-kind=${kind}]`);
  await expect(stage.getByRole("group").or(stage.getByRole("log")).first()).toBeVisible();
  const look = () => Promise.resolve();
  return { table: { page, stage, hands, t: wordsOf(language), look }, shown };
}

/** Hand the answer in, where that does not happen by itself. */
async function handIn({ stage, hands }: Table): Promise<void> {
  const commit = stage.locator("[data-commit]");
  if (await commit.isVisible()) await hands.press(commit);
}

/** What the player reported last. */
async function reported({ stage }: Table): Promise<{ grade: Grade | null; response: unknown }> {
  await expect(stage).toHaveAttribute("data-answered", /./);
  return JSON.parse((await stage.getAttribute("data-answered")) ?? "") as {
    grade: Grade | null;
    response: unknown;
  };
}

async function playToTheEnd(page: Page, kind: Kind, language: Language, hands: Hands) {
  const seat = await sit(page, kind, "new", language, hands);
  if (!seat) throw new Error(`the kitchen sink has no ${kind}`);
  const { table, shown } = seat;
  const { stage, t } = table;
  const verdict = stage.getByRole("group", { name: t("verdict.label") });
  const again = button(table, t("verdict.retry"));

  await answer(table, shown.item, shown.responses.wrong);
  await handIn(table);
  const first = await reported(table);
  expect(first.grade?.outcome).not.toBe("correct");
  if (await again.isVisible()) {
    expect(["partial", "incorrect"]).toContain(first.grade?.outcome);
    await expect(verdict).toBeFocused();
    await hands.press(again);
    await expect(verdict).toBeHidden();
    await answer(table, shown.item, shown.responses.right);
    await handIn(table);
    const second = await reported(table);
    expect(second.grade).toMatchObject({ outcome: "correct" });
    expect(second.grade?.numerator).toBe(second.grade?.denominator);
    await expect(verdict).toContainText(t("verdict.correct"));
    await expect(verdict).toBeFocused();
  }
}

for (const kind of kinds) {
  test.describe(() => {
    test.use({ ...narrow, reducedMotion: "reduce" });

    test(`${kind} with the keyboard alone and less motion, in both languages`, async ({ page }) => {
      for (const language of ["en", "ar"] as const) {
        await test.step(language, () => playToTheEnd(page, kind, language, new Keyboard(page)));
      }
    });
  });

  test.describe(() => {
    test.use(phone);

    test(`${kind} by touch, and as a check that says nothing of what is right`, async ({
      page,
    }) => {
      await playToTheEnd(page, kind, "en", new Touch());

      const seat = await sit(page, kind, "check", "en", new Touch());
      if (!seat) return;
      const { table, shown } = seat;
      await answer(table, shown.item, shown.responses.right);
      await handIn(table);
      expect(await reported(table)).toMatchObject({ grade: null });
      await expect(table.stage.locator("[data-commit], [data-outcome]")).toHaveCount(0);
      await expect(table.stage.getByText(table.t("verdict.correct"))).toHaveCount(0);
    });
  });
}

test.describe("every state of every kind", () => {
  test.use({ viewport: { width: 320, height: 720 }, reducedMotion: "reduce" });

  const looks = [
    { language: "en", band: "5-7", scheme: "light" },
    { language: "ar", band: "8-10", scheme: "light" },
    { language: "en", band: "14-17", scheme: "dark" },
    { language: "ar", band: "", scheme: "light" },
  ] as const;

  for (const { language, band, scheme } of looks) {
    test.describe(() => {
      test.use({ colorScheme: scheme });

      for (const state of ["new", "draft", "wrong", "right", "check", "saved", "paper"]) {
        test(`${state} in ${language}, band “${band}”, ${scheme}`, async ({ page }) => {
          await page.goto(`/${language}/kitchen-sink/?state=${state}&band=${band}`);
          if (state !== "paper") {
            const { length } = JSON.parse(
              (await page.locator("#payload").textContent()) ?? "[]",
            ) as Shown[];
            await expect(page.locator("[data-kind] [id^=prompt-]")).toHaveCount(length);
          }
          await lookAt(page, state);
        });
      }
    });
  }
});
