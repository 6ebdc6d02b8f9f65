import type { Answerer } from "./table";

/** Chooses, in each setting, the option that is not chosen yet. */
export const answer: Answerer<"settings"> = async (table, item, { settings }) => {
  for (const { id, text, options } of item.settings) {
    const name = options.find((option) => option.id === settings[id])?.text;
    if (name === undefined) continue;
    const group = table.stage.getByRole("group", { name: text, exact: true });
    const option = group.getByRole("radio", { name, exact: true });
    if (await option.isChecked()) continue;
    await table.hands.tick(option);
    await table.look("settings changed");
  }
};
