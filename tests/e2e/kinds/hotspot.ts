import { ending } from "../support/words";
import { toggle } from "./mark";
import type { Answerer } from "./table";

export const answer: Answerer<"hotspot"> = async (table, item, { spots: picked }) => {
  const spots = item.parts
    .filter(({ spot }) => spot)
    .map(({ id, text }) => ({
      id,
      button: table.stage.getByRole("button", { name: ending(text) }),
    }));
  await toggle(table, spots, picked);
};
