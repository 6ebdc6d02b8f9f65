import { t } from "../../lib/i18n";
import type { StepType } from "../../lib/api/types";
import type { Stop } from "./stops";

const known: Record<StepType, () => string> = {
  text: () => t("step.text"),
  picture: () => t("step.picture"),
  story: () => t("step.story"),
  video: () => t("step.video"),
  talk: () => t("step.talk"),
  item: () => t("step.item"),
  chat: () => t("step.chat"),
  rehearse: () => t("step.rehearse"),
  reveal: () => t("step.reveal"),
  pause: () => t("step.pause"),
};

/** The heading of a stop: what the author wrote, else what kind of stop it is. */
export function headingOf(stop: Stop): string {
  if (stop.at === "check") return t("check.question", { number: stop.number, of: stop.of });
  const { title, type } = stop.step;
  // Content can be newer than this program.
  return title || (known[type] ?? known.text)();
}

/** The small line above the heading, or "" for none. */
export function kickerOf(stop: Stop): string {
  if (stop.at !== "check") return "";
  return stop.phase === "pre" ? t("check.pre") : t("check.post");
}
