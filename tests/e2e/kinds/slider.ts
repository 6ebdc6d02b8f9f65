import { expect } from "@playwright/test";
import type { Answerer } from "./table";

export const answer: Answerer<"slider"> = async ({ stage, hands, t }, item, { value }) => {
  if (value === null) return;
  const slider = stage.getByRole("slider", { name: item.prompt });
  await hands.slide(slider, value);
  await expect(slider).not.toHaveAttribute("aria-valuetext", t("players.slider.unset"));
};
