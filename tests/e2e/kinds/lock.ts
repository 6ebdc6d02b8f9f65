import { expect } from "@playwright/test";
import type { Answerer } from "./table";

/** Solves the puzzles one by one; the first time with a wrong answer before the right one. */
export const answer: Answerer<"lock"> = async (table, item, { opened }) => {
  const { stage, hands, t } = table;
  for (const [index, puzzle] of item.puzzles.entries()) {
    const place = stage.getByRole("region", {
      name: t("players.lock.puzzle", { number: index + 1 }),
    });
    const gives = place.getByText(
      t("players.lock.gives", { symbol: t(`players.lock.symbol.${puzzle.symbol}`) }),
    );
    if (!opened.includes(puzzle.id) || (await gives.isVisible())) continue;
    const right = item.key?.puzzles[puzzle.id];
    const wrong = puzzle.options.find(({ id }) => id !== right?.option);
    const press = async (text = "") =>
      hands.press(place.getByRole("button", { name: text, exact: true }));
    if (index === 0) {
      await press(wrong?.text);
      await expect(place.getByText(right?.hint ?? "")).toBeVisible();
      await table.look("lock with a hint");
    }
    await press(puzzle.options.find(({ id }) => id === right?.option)?.text);
    await expect(gives).toBeVisible();
    await table.look("lock with a symbol");
  }
};
