import type { Answerer } from "./table";

export const answer: Answerer<"likert"> = async ({ stage, hands }, item, { choice }) => {
  const option = item.options.find(({ id }) => id === choice);
  if (option) await hands.tick(stage.getByRole("radio", { name: option.text, exact: true }));
};
