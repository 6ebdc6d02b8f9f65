import { expect } from "@playwright/test";
import { escaped } from "../support/words";
import type { Answerer } from "./table";

/** Opens each message that is not decided as wanted, and decides. */
export const answer: Answerer<"triage"> = async (table, item, { actions }) => {
  const { stage, hands, t } = table;
  for (const { id, sender, subject } of item.messages) {
    const wanted = actions[id];
    if (wanted === undefined) continue;
    const action = t(`players.triage.${wanted}`);
    const words = [sender, subject].filter(Boolean).map(escaped).join(".*");
    const line = stage.getByRole("button", { name: new RegExp(words, "s") });
    if (await line.getByText(action, { exact: true }).isVisible()) continue;
    if ((await line.getAttribute("aria-expanded")) === "false") await hands.press(line);
    await expect(line).toHaveAttribute("aria-expanded", "true");
    await hands.tick(stage.getByRole("radio", { name: action, exact: true }));
    await expect(line).toContainText(action);
    await table.look("triage decided");
  }
};
