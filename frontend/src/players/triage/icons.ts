import type { ArtName } from "../../art/names";
import type { Action } from "./rules";

/** The picture of what can be done with a message. */
export const icons: Record<Action, ArtName> = {
  keep: "triage-keep",
  report: "i-flag",
  ask: "i-people",
};
