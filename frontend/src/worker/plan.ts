/** Which way each request goes. Pure: knows addresses, no network and no cache. */

/** How a request is answered; `undefined` leaves it to the browser. */
export type Way =
  /** From the device, for ever: its address changes with its content. */
  | "asset"
  /** From the device for ever, among the contents of modules. */
  | "content"
  /** From the device at once, and brought up to date behind. */
  | "list"
  /** From the device: pictures and recordings. */
  | "media"
  /** From the network, and from the device where that does not answer. */
  | "page";

export interface Asked {
  method: string;
  mode: string;
  /** The address without its origin and fragment, and with its query. */
  path: string;
  /** Whether it goes to this site. */
  isOwn: boolean;
  /** Whether it says who asks: what such a request gives is never kept. */
  isPersonal: boolean;
  /** What the answer is for, as in `Request.destination`; empty for a script's own request. */
  destination: string;
}

export const ASSETS = "/static/app/assets/";
const CONTENT = /^\/api\/v1\/content\/[\w-]+\/$/;
const LIST = /^\/api\/v1\/(?:modules|tracks)\//;
const MEDIA = "/media/";
/** Pages of the game; not those of editors and of the API's reader. */
const PAGE = /^\/(?:$|exit\/$|[a-z]{2,3}(?:-[\w-]+)?\/)/;
const NO_PAGE = /^\/(?:api|admin)\//;

/** Tell the way of a request. */
export function wayOf(asked: Asked): Way | undefined {
  const { method, mode, path, isOwn, isPersonal, destination } = asked;
  if (method !== "GET" || !isOwn || isPersonal) return undefined;
  const [place = ""] = path.split("?");
  if (mode === "navigate") return PAGE.test(place) && !NO_PAGE.test(place) ? "page" : undefined;
  if (place.startsWith(ASSETS)) return "asset";
  // A script that fetches pictures is making a pack, and keeps them there.
  if (place.startsWith(MEDIA)) return destination === "" ? undefined : "media";
  if (CONTENT.test(place)) return "content";
  return LIST.test(place) ? "list" : undefined;
}

/** Tell whether an answer may be kept: a whole success of this site that is nobody's own. */
export function mayKeep(response: Response): boolean {
  const control = response.headers.get("Cache-Control") ?? "";
  return (
    response.status === 200 &&
    response.type === "basic" &&
    !/\b(?:private|no-store)\b/.test(control)
  );
}

/** The language of a page, from its address or else from what the reader asks for. */
export function languageOf(
  path: string,
  known: readonly string[],
  wanted: readonly string[],
): string {
  const own = path.split("/")[1] ?? "";
  const asked = wanted.map((locale) => locale.split("-")[0] ?? "");
  return [own, ...asked].find((language) => known.includes(language)) ?? known[0] ?? "en";
}
