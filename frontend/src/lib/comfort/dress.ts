/**
 * How the pages look for one person: attributes of `<html>`, to which `styles/comfort.css` and
 * `styles/tokens.css` answer. It is all that every page needs before anything else.
 */
import { recall } from "../device/choices";

/** How each look is written, as a kept choice and as an attribute of `<html>`. */
export const looks = { font: "readable", spacing: "wide", motion: "less" } as const;

export type Look = keyof typeof looks;

/** Whether a look was chosen on this device. */
export function wears(look: Look): boolean {
  return recall(look) === looks[look];
}

/** Put the chosen looks on the page. */
export function dress(): void {
  const page = document.documentElement;
  for (const look of Object.keys(looks) as Look[]) {
    if (wears(look)) page.setAttribute(`data-${look}`, looks[look]);
    else page.removeAttribute(`data-${look}`);
  }
}
