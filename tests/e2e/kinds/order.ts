import { expect } from "@playwright/test";
import { button, type Answerer } from "./table";

/** Moves each thing up to its place, from the first to the last. */
export const answer: Answerer<"order"> = async (table, item, { order }) => {
  const { stage, hands, t } = table;
  const cards = stage.getByRole("listitem");
  for (const [place, id] of order.entries()) {
    const thing = item.things.find((one) => one.id === id)?.text ?? "";
    await expect(cards.filter({ hasText: thing }).first()).toBeVisible();
    const lines = await cards.allInnerTexts();
    let at = lines.findIndex((line) => line.includes(thing));
    expect(at, `${thing} is in the list`).toBeGreaterThanOrEqual(place);
    for (; at > place; at -= 1) {
      await hands.press(button(table, t("players.order.up", { thing })));
      await expect(cards.nth(at - 1)).toContainText(thing);
    }
  }
};
