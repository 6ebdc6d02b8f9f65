/** The caches of the worker: what is in which, and how much of it is kept. */
import { type OPENED, PACK, PACK_INFO } from "../lib/offline/names";
import { ASSETS } from "./plan";
import { release } from "./this-release";

const SHELL = "cop-shell ";
const OWN_SHELL = SHELL + release.version;
/** In the shell of a release that is gone: the ids of the pages that were open then. */
const STILL_OPEN = "/offline/open";

/** What was opened is kept, the oldest goes first. How many entries each holds. */
export type Kept = (typeof OPENED)[number];
const KEPT: Record<Kept, number> = { "cop-pages": 60, "cop-content": 40, "cop-media": 200 };

const packs = async () => (await caches.keys()).filter((name) => name.startsWith(PACK));
const shells = async () => (await caches.keys()).filter((name) => name.startsWith(SHELL));

/** Find an address among the packs: what is in one is complete and stays. */
export async function inPacks(url: string): Promise<Response | undefined> {
  for (const name of await packs()) {
    const pack = await caches.open(name);
    // Without its description a pack is half a download.
    if (!(await pack.match(PACK_INFO))) continue;
    const found = await pack.match(url);
    if (found) return found;
  }
  return undefined;
}

/** Find an address of the build, of this release or of an older one that is still in use. */
export async function inShells(url: string): Promise<Response | undefined> {
  const own = await (await caches.open(OWN_SHELL)).match(url);
  if (own) return own;
  for (const name of await shells()) {
    const found = await (await caches.open(name)).match(url);
    if (found) return found;
  }
  return undefined;
}

export async function keepAsset(url: string, response: Response): Promise<void> {
  await (await caches.open(OWN_SHELL)).put(url, response);
}

/** Find an address among what was opened. */
export async function opened(
  name: Kept,
  url: string,
  options?: CacheQueryOptions,
): Promise<Response | undefined> {
  return (await caches.open(name)).match(url, options);
}

/** Keep an answer as the newest of its cache. A full device keeps nothing and says nothing. */
export async function keep(name: Kept, url: string, response: Response): Promise<void> {
  try {
    const cache = await caches.open(name);
    // An entry that is written again would keep its old place in the order.
    await cache.delete(url);
    await cache.put(url, response);
    const keys = await cache.keys();
    const tooMany = keys.slice(0, Math.max(0, keys.length - KEPT[name]));
    await Promise.all(tooMany.map((key) => cache.delete(key)));
  } catch {
    // What could not be kept is asked for again.
  }
}

/**
 * Bring this release's shell onto the device, with every part that an older release had here.
 *
 * Rejects when anything is missing: then the older worker goes on serving.
 */
export async function fillShell(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(OWN_SHELL);
  const had: string[] = [];
  for (const name of await shells()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const { pathname } = new URL(url);
      if (pathname.startsWith(ASSETS)) had.push(pathname.slice(ASSETS.length));
    }
  }
  const assets = [...release.successors(had)].map((file) => ASSETS + file);
  await Promise.all(
    [...new Set([...urls, ...assets])].map(async (url) => {
      const known = url.startsWith(ASSETS) ? await inShells(url) : undefined;
      const response =
        known ??
        // Nobody's own page, and not one that the browser has from before.
        (await fetch(url, { credentials: "omit", cache: isHashed(url) ? "default" : "no-cache" }));
      // A catalogue of the build that the site does not offer as a language has no page.
      if (response.status === 404 && url.endsWith("/offline/")) return;
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, response);
    }),
  );
}

const isHashed = (url: string) => url.startsWith(ASSETS);

/** Note which pages are still of the releases that are now replaced: they need their old parts. */
export async function markOpen(clients: readonly Client[]): Promise<void> {
  const ids = clients.map(({ id }) => id);
  for (const name of await shells()) {
    if (name === OWN_SHELL) continue;
    const cache = await caches.open(name);
    if (!(await cache.match(STILL_OPEN))) await cache.put(STILL_OPEN, Response.json(ids));
  }
}

/** Delete the shells of older releases that no open page is of any more. */
export async function tidy(isOpen: (id: string) => Promise<boolean>): Promise<void> {
  for (const name of await shells()) {
    if (name === OWN_SHELL) continue;
    const note = await (await caches.open(name)).match(STILL_OPEN);
    // Without a note it is of a release that is still to come.
    if (!note) continue;
    const ids = (await note.json()) as string[];
    const open = await Promise.all(ids.map(isOpen));
    if (!open.includes(true)) await caches.delete(name);
  }
}
