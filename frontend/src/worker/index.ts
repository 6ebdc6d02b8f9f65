/**
 * The service worker: what was opened or downloaded is there without a network.
 *
 * Nothing that a player answers passes through here, and nothing that says who asks is kept.
 * docs/operators/offline.md tells what is kept where.
 */
import type { Message } from "../lib/offline/names";
import { languageOf, mayKeep, wayOf, type Way } from "./plan";
import { partOf } from "./range";
import { fillShell, inPacks, inShells, keep, keepAsset, markOpen, opened, tidy } from "./store";
import { release } from "./this-release";

declare const self: ServiceWorkerGlobalScope;

/** How long a page that is on the device waits for a newer one, in milliseconds. */
const PATIENCE_MS = 3000;
/** Longer films than this are kept with a downloaded module only, in bytes. */
const LONGEST_MEDIA = 4_000_000;

self.addEventListener("install", (event) => event.waitUntil(fillShell(release.shell)));

self.addEventListener("activate", (event) => event.waitUntil(start()));

async function start(): Promise<void> {
  await self.registration.navigationPreload?.enable();
  await markOpen(await self.clients.matchAll({ type: "window", includeUncontrolled: true }));
  await tidyUp();
  await self.clients.claim();
}

const tidyUp = () => tidy(async (id) => (await self.clients.get(id)) !== undefined);

self.addEventListener("message", (event) => {
  const message = event.data as Message;
  const work =
    message.type === "take-over"
      ? self.skipWaiting()
      : Promise.allSettled(message.urls.map(keepOpened));
  event.waitUntil(work);
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, search, origin } = new URL(request.url);
  const way = wayOf({
    method: request.method,
    mode: request.mode,
    path: pathname + search,
    isOwn: origin === self.location.origin,
    isPersonal: request.headers.has("Authorization"),
    destination: request.destination,
  });
  if (way) event.respondWith(answers[way](event, pathname + search));
});

type Answer = (event: FetchEvent, url: string) => Promise<Response>;

const answers: Record<Way, Answer> = {
  async asset(event, url) {
    return (await inShells(url)) ?? fetchAndKeep(event, (copy) => keepAsset(url, copy));
  },

  async content(event, url) {
    return (
      (await inPacks(url)) ??
      (await opened("cop-content", url)) ??
      fetchAndKeep(event, (copy) => keep("cop-content", url, copy))
    );
  },

  async list(event, url) {
    const known = await opened("cop-content", url);
    const fresh = fetchAndKeep(event, (copy) => keep("cop-content", url, copy));
    if (!known) return fresh;
    event.waitUntil(fresh.catch(() => undefined));
    return known;
  },

  async media(event, url) {
    const range = event.request.headers.get("Range");
    const known = (await inPacks(url)) ?? (await opened("cop-media", url));
    if (known) return range ? partOf(known, range) : known;
    return fetchAndKeep(event, (copy) =>
      Number(copy.headers.get("Content-Length") ?? 0) <= LONGEST_MEDIA
        ? keep("cop-media", url, copy)
        : Promise.resolve(),
    );
  },

  async page(event, url) {
    event.waitUntil(tidyUp());
    const fresh = fetchPage(event, url);
    const known = async () => {
      const found = await knownPage(url);
      return found && broughtForward(found);
    };
    // The page that is here is not waited for long; one that is not, as long as it takes.
    const slow = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
    const first = await Promise.race([fresh, slow]);
    // A server in trouble is no better than none.
    if (first && first.status < 500) return first;
    return (await known()) ?? (await fresh) ?? offlinePage(url);
  },
};

/** Fetch what was asked for; keep a copy of it where it may be kept. Rejects without a network. */
async function fetchAndKeep(
  event: FetchEvent,
  keepCopy: (copy: Response) => Promise<void>,
): Promise<Response> {
  const response = await fetch(event.request);
  if (mayKeep(response)) event.waitUntil(keepCopy(response.clone()).catch(() => undefined));
  return response;
}

/** A page from the network, or nothing when it does not answer. */
async function fetchPage(event: FetchEvent, url: string): Promise<Response | undefined> {
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined;
    const response = preloaded ?? (await fetch(event.request));
    if (mayKeep(response)) event.waitUntil(keep("cop-pages", url, response.clone()));
    return response;
  } catch {
    return undefined;
  }
}

async function knownPage(url: string): Promise<Response | undefined> {
  return (
    (await inPacks(url)) ??
    (await opened("cop-pages", url)) ??
    (await inShells(url)) ??
    // Another age on the same map is better than no map.
    (await opened("cop-pages", url, { ignoreSearch: true }))
  );
}

/** A kept page as it is with the scripts of this release: those that it came with may be gone. */
async function broughtForward(page: Response): Promise<Response> {
  const headers = new Headers(page.headers);
  // The body is unpacked already, and its length may change.
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(release.brought(await page.text()), { status: page.status, headers });
}

async function offlinePage(url: string): Promise<Response> {
  const pages = new Map<string, Response>();
  for (const language of release.languages) {
    const page = await inShells(`/${language}/offline/`);
    if (page) pages.set(language, page);
  }
  const language = languageOf(url, [...pages.keys()], self.navigator.languages);
  if (url === "/") return Response.redirect(`/${language}/`);
  const page = pages.get(language);
  return page ? broughtForward(page) : Response.error();
}

/** Keep what a page loaded before this worker was there. */
async function keepOpened(address: string): Promise<void> {
  const { pathname, search, origin } = new URL(address, self.location.origin);
  const url = pathname + search;
  const isOwn = origin === self.location.origin;
  const asked = { method: "GET", path: url, isOwn, isPersonal: false, destination: "image" };
  const way = wayOf({ ...asked, mode: "cors" }) ?? wayOf({ ...asked, mode: "navigate" });
  if (!way) return;
  const isThere = way === "asset" ? await inShells(url) : await opened(placeOf[way], url);
  if (isThere) return;
  const response = await fetch(url);
  // What somebody gets who is signed in is not even read.
  if (!mayKeep(response)) return response.body?.cancel();
  if (way === "asset") await keepAsset(url, response);
  else await keep(placeOf[way], url, response);
}

const placeOf = {
  content: "cop-content",
  list: "cop-content",
  media: "cop-media",
  page: "cop-pages",
} as const;
