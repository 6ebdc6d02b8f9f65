import type { MatchHalf } from "../../../frontend/src/lib/api/types";
import { isMovable, putInto } from "./hand";
import type { Answerer } from "./table";

function nameIn(halves: MatchHalf[], id: string): string {
  const half = halves.find((one) => one.id === id);
  return half?.text || (half?.picture?.alt ?? "");
}

export const answer: Answerer<"match"> = async (table, item, { pairs }) => {
  for (const [left, right] of pairs) {
    const card = nameIn(item.rights, right);
    if (await isMovable(table, card)) await putInto(table, card, nameIn(item.lefts, left));
  }
};
