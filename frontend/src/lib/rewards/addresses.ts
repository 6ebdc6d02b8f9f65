/** Where the pages of what was won are, and for whom they dress. */
import type { Band } from "../api/types";
import { currentLocale } from "../i18n";

/** Whom a page is for: a child's band, or a grown-up. Empty when nobody has said yet. */
export type Audience = Band | "parents" | "educators";

export function treasureUrl(audience: Audience): string {
  return `/${currentLocale()}/treasure/${query(audience)}`;
}

/** The module stands behind the #, so that one page serves all, without a network, too. */
export function certificateUrl(audience: Audience, module: string): string {
  return `/${currentLocale()}/certificate/${query(audience)}#${module}`;
}

/** Where educators who sign in have a module credited. */
export function trainingUrl(module: string): string {
  return `/${currentLocale()}/teach/training/#${module}`;
}

/** The list of modules for somebody; the home page for who has not said who they are. */
export function trackUrl(audience: Audience): string {
  const home = `/${currentLocale()}/`;
  if (audience === "") return home;
  return isAdult(audience) ? `${home}${audience}/` : `${home}children/?band=${audience}`;
}

export function isAdult(audience: Audience): audience is "parents" | "educators" {
  return audience === "parents" || audience === "educators";
}

function query(audience: Audience): string {
  return audience && `?for=${audience}`;
}
