/** The page takes the dress of a band once it is known; the server cannot know it before. */
import type { Band } from "../../lib/api/types";

export function wear(band: Band): void {
  const { dataset } = document.documentElement;
  dataset["band"] = band;
  dataset["dress"] = band === "5-7" ? "young" : band === "14-17" ? "grown" : "standard";
}
