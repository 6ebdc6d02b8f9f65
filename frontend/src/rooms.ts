/** The islands of pages that few visits open, by name. */
import type { Island } from "./island";

export const rooms: Record<string, () => Promise<Island>> = {
  badge: () => import("./islands/badge"),
  certificate: () => import("./islands/certificate"),
  claim: () => import("./islands/claim"),
  copy: () => import("./islands/copy"),
  country: () => import("./islands/country"),
  crew: () => import("./islands/crew"),
  join: () => import("./islands/join"),
  live: () => import("./islands/live"),
  offline: () => import("./islands/offline"),
  plan: () => import("./islands/plan"),
  print: () => import("./islands/print"),
  review: () => import("./islands/review"),
  round: () => import("./islands/round"),
  sink: () => import("./islands/sink"),
  slides: () => import("./islands/slides"),
  treasure: () => import("./islands/treasure"),
};
