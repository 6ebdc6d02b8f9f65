import { expect } from "@playwright/test";
import { button, type Answerer } from "./table";

/** Leafs to each card that is not called as wanted, and calls it. */
export const answer: Answerer<"myth"> = async (table, item, { calls }) => {
  const { stage, hands, t } = table;
  const of = item.cards.length;
  const cardAt = (place: number) =>
    stage.getByRole("group", { name: t("players.myth.card", { number: place + 1, of }) });
  for (const [place, { id, text }] of item.cards.entries()) {
    const wanted = calls[id];
    if (wanted === undefined) continue;
    for (let at = 0; at < of; at += 1) {
      // Towards the card, from wherever the last call led.
      for (let before = 0; before < place; before += 1) {
        if (await cardAt(before).isVisible())
          await hands.press(button(table, t("players.myth.next")));
      }
      if (await cardAt(place).isVisible()) break;
      await hands.press(button(table, t("players.myth.back")));
    }
    await expect(cardAt(place)).toContainText(text);
    const call = button(table, t(`players.myth.${wanted}`));
    if ((await call.getAttribute("aria-pressed")) === "true") continue;
    await hands.press(call);
    await table.look("myth called");
  }
};
