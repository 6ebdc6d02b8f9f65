import { expect, type Locator } from "@playwright/test";
import type { ItemOf } from "../../../frontend/src/lib/api/types";
import { putInto } from "./hand";
import type { Answerer, Table } from "./table";

/** A group with its cards. */
export function groupOf({ stage }: Table, item: ItemOf<"sort">, bin: string): Locator {
  const name = item.bins.find(({ id }) => id === bin)?.text ?? "";
  return stage.getByRole("group", { name, exact: true });
}

/** Pick a card up and put it into a group. */
export async function place(
  table: Table,
  item: ItemOf<"sort">,
  card: string,
  bin: string,
): Promise<void> {
  const text = item.items.find(({ id }) => id === card)?.text ?? "";
  const group = item.bins.find(({ id }) => id === bin)?.text ?? "";
  await putInto(table, text, group);
  await expect(groupOf(table, item, bin).getByRole("button", { name: text })).toBeVisible();
}

export const answer: Answerer<"sort"> = async (table, item, { bins }) => {
  for (const [card, bin] of Object.entries(bins)) {
    const text = item.items.find(({ id }) => id === card)?.text ?? "";
    const there = groupOf(table, item, bin).getByText(text, { exact: true });
    if (!(await there.isVisible())) await place(table, item, card, bin);
  }
};
