import { expect } from "@playwright/test";
import { escaped } from "../support/words";
import { button, type Answerer } from "./table";

/** Takes the choices of the path one by one; what several are picked at takes its button, too. */
export const answer: Answerer<"chat"> = async (table, item, { path }) => {
  const { stage, hands, t } = table;
  const log = stage.getByRole("log", { name: t("players.chat.log") });
  const next = button(table, t("players.chat.next"));
  const left = [...path];
  await expect(log).toBeVisible();
  while (left.length > 0) {
    const node = item.nodes.find(({ choices }) => choices.some(({ id }) => id === left[0]));
    const taken = left.splice(0, node?.pick ?? 1);
    if (await next.isVisible()) await hands.hurry(log, next);
    for (const id of taken) {
      const text = node?.choices.find((choice) => choice.id === id)?.text ?? "";
      await hands.press(button(table, text));
    }
    if ((node?.pick ?? 1) > 1) await hands.press(button(table, t("players.chat.do")));
    const said = node?.choices.find(({ id }) => id === taken[0])?.text ?? "";
    await expect(log.getByText(new RegExp(escaped(said))).last()).toBeVisible();
  }
  if (await next.isVisible()) await hands.hurry(log, next);
};
