import { isMovable, putInto } from "./hand";
import type { Answerer } from "./table";

export const answer: Answerer<"gap"> = async (table, item, { gaps }) => {
  const ids = item.parts.filter(({ type }) => type === "gap").map(({ id }) => id);
  for (const [gap, word] of Object.entries(gaps)) {
    const text = item.words.find(({ id }) => id === word)?.text ?? "";
    const place = table.t("players.gap.gap", { number: ids.indexOf(gap) + 1 });
    if (await isMovable(table, text)) await putInto(table, text, place);
  }
};
