import { expect } from "@playwright/test";
import { button, type Answerer } from "./table";

export const answer: Answerer<"cards"> = async (table, item, { seen }) => {
  for (const id of seen) {
    const card = item.cards.find((other) => other.id === id);
    const name = [card?.front, card?.picture?.alt].filter(Boolean).join(", ");
    const turn = button(table, name);
    if ((await turn.getAttribute("aria-expanded")) === "true") continue;
    await table.hands.press(turn);
    await expect(table.stage.getByText(card?.back ?? "", { exact: true }).first()).toBeVisible();
    await table.look("cards turned");
  }
};
