import { expect } from "@playwright/test";
import { button, type Answerer } from "./table";

/** Lets chance draw the words, and waits for the meter. */
export const answer: Answerer<"password"> = async (table, item, { done }) => {
  const { stage, hands, t } = table;
  if (!done) return;
  await hands.press(button(table, t("players.password.draw", { count: item.count })));
  await hands.press(button(table, t("players.password.number")));
  await expect(stage.getByText(t("players.password.why.good"))).toBeVisible();
  await table.look("password drawn");
};
