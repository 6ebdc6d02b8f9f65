import { expect } from "@playwright/test";
import { button, type Answerer } from "./table";

/** Takes back what is too much, then gives what is missing, an hour a press. */
export const answer: Answerer<"day"> = async (table, item, { hours }) => {
  const { stage, hands, t } = table;
  const shown = (text: string) => stage.getByRole("listitem").filter({ hasText: text });
  const has = async (text: string) => {
    for (let count = 0; count <= item.hours; count += 1) {
      const words = shown(text).getByText(t("players.day.hours", { count }), { exact: true });
      if ((await words.count()) > 0) return count;
    }
    throw new Error(`“${text}” shows no hours`);
  };
  for (const way of ["less", "more"] as const) {
    for (const { id, text } of item.activities) {
      const wanted = hours[id] ?? 0;
      const there = await has(text);
      const presses = way === "less" ? there - wanted : wanted - there;
      for (let press = 0; press < presses; press += 1) {
        await hands.press(button(table, t(`players.day.${way}`, { activity: text })));
      }
      if (presses > 0) await expect.poll(() => has(text)).toBe(wanted);
    }
  }
};
