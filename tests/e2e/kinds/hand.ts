import { expect } from "@playwright/test";
import { escaped } from "../support/words";
import { button, type Table } from "./table";

/** Pick a card up and put it into a place, both by their words; a card that lies there makes room. */
export async function putInto(table: Table, card: string, place: string): Promise<void> {
  const { stage, hands, t } = table;
  await hands.press(button(table, card));
  await table.look("picked up");
  const target = new RegExp(`^${escaped(t("players.hand.put_in", { place }))}`);
  await hands.press(stage.getByRole("button", { name: target }));
  await expect(stage.getByText(t("players.hand.placed", { card, place }))).toBeAttached();
  await table.look("put down");
}

/** Whether a card can be moved: after a second try, those that are right cannot. */
export function isMovable(table: Table, card: string): Promise<boolean> {
  return button(table, card).isVisible();
}
