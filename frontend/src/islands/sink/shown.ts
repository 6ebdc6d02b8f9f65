import type { Item, Kind } from "../../lib/api/types";
import type { Saved } from "../../players/contract";

/** One question as the page gives it. */
export interface Shown {
  label: string;
  item: Item;
  saved: Saved<Kind> | null;
}
