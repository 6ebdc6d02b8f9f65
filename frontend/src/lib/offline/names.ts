/** What pages and the service worker call the same. */

/** A downloaded module has a cache of its own, `cop-pack <locale> <key>`: deleting it is deleting that. */
export const PACK = "cop-pack ";

/** The entry of a pack's cache that says what the pack is; it is written last. */
export const PACK_INFO = "/offline/pack";

/** What was opened is kept without being asked for, in these caches. */
export const OPENED = ["cop-pages", "cop-content", "cop-media"] as const;

/** What a page may say to the worker. */
export type Message =
  /** Keep these addresses: they were loaded before the worker could see it. */
  | { type: "keep"; urls: string[] }
  /** Serve the pages from now on, although an older worker still does. */
  | { type: "take-over" };
