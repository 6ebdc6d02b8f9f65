import type { Band } from "./api/types";

const bands: readonly Band[] = ["5-7", "8-10", "11-13", "14-17"];

/** Return the band that a word names, such as a choice of "who"; "" for any other, as of a grown-up. */
export function bandOf(word: string | undefined): Band {
  return bands.find((band) => band === word) ?? "";
}

/** Return the band that the page is for. */
export const bandOfPage = (): Band => bandOf(document.documentElement.dataset["band"]);
