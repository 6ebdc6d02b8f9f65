import { expect } from "@playwright/test";
import { button, type Answerer } from "./table";

/** Puts a phrase and a sticker on the poster. */
export const answer: Answerer<"poster"> = async (table, item, { done }) => {
  const { stage, hands, t } = table;
  const [[phrase], [sticker]] = [item.phrases, item.stickers];
  if (!done || !phrase || !sticker) return;
  const name = t(`players.poster.sticker.${sticker}`);
  await hands.press(button(table, phrase.text));
  await hands.press(button(table, name));
  const poster = stage.getByRole("group", { name: t("players.poster.poster") });
  await expect(poster.getByRole("button", { name, exact: true })).toBeVisible();
  await table.look("poster begun");
};
