import { expect } from "@playwright/test";
import { ending } from "../support/words";
import type { Answerer } from "./table";

export const answer: Answerer<"hidden_score"> = async (table, item, { choices }) => {
  const { stage, hands, t } = table;
  for (const [index, round] of item.rounds.entries()) {
    const option = round.options.find(({ id }) => id === choices[index]);
    if (!option) return;
    await expect(stage.getByRole("heading", { name: round.text, exact: true })).toBeVisible();
    const looks = t("players.hidden_score.looks", { fun: option.fun, of: 5 });
    await hands.press(stage.getByRole("button", { name: ending(`${option.text} ${looks}`) }));
  }
};
