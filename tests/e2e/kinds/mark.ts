import { expect, type Locator } from "@playwright/test";
import type { Answerer, Table } from "./table";

/** Press toggle buttons until those are pressed that should be; one that is not there stays so. */
export async function toggle(
  { hands, look }: Table,
  spots: { id: string; button: Locator }[],
  picked: string[],
): Promise<void> {
  for (const { id, button } of spots) {
    // What was found at an earlier try is no button any more.
    if (!(await button.isVisible())) continue;
    const wanted = String(picked.includes(id));
    if ((await button.getAttribute("aria-pressed")) === wanted) continue;
    await hands.press(button);
    await expect(button).toHaveAttribute("aria-pressed", wanted);
  }
  await look("spots picked");
}

export const answer: Answerer<"mark"> = async (table, item, { marks }) => {
  const spots = item.parts
    .filter(({ markable }) => markable)
    .map(({ id, text }) => ({
      id,
      button: table.stage.getByRole("button", {
        name: text.trim(),
        exact: true,
      }),
    }));
  await toggle(table, spots, marks);
};
