import type { Locator } from "@playwright/test";
import type { ItemOf } from "../../../frontend/src/lib/api/types";
import { ending } from "../support/words";
import type { Answerer, Table } from "./table";

/** The radio button or checkbox of an option. */
export function optionOf({ stage }: Table, item: ItemOf<"choice">, id: string): Locator {
  const text = item.options.find((option) => option.id === id)?.text ?? "";
  return stage.getByRole(item.multiple ? "checkbox" : "radio", { name: ending(text) });
}

export const answer: Answerer<"choice"> = async (table, item, { choices }) => {
  for (const id of choices) await table.hands.tick(optionOf(table, item, id));
};
