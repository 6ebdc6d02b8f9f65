/**
 * Packs: modules downloaded to this device, to be played without a network.
 *
 * A pack is a cache of its own with the module's page, content, pictures and recordings, and a
 * description that is written last; the parts of the program that play it lie with the worker. Packs
 * belong to the device, whoever plays.
 */
import type { Module } from "../api/types";
import { picturesIn } from "../warming";
import { PACK, PACK_INFO } from "./names";
import { served } from "./register";

/** A module that can be downloaded. */
export interface Offer {
  key: string;
  locale: string;
  title: string;
  url: string;
  version: string;
  /** Bytes to download, as the server has counted them; 0 for unknown. */
  size: number;
}

/** Why a pack could not be made. */
export class PackError extends Error {
  constructor(
    /** No room on the device, or no answer from the network. */
    readonly reason: "full" | "unreachable",
  ) {
    super(reason);
    this.name = "PackError";
  }
}

/** How many files are fetched at a time. */
const AT_A_TIME = 3;

const nameOf = ({ locale, key }: Pick<Offer, "locale" | "key">) => `${PACK}${locale} ${key}`;

/** Every pack on this device, by title. */
export async function allPacks(): Promise<Offer[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PACK));
  const found = await Promise.all(names.map(descriptionOf));
  return found
    .filter((pack) => pack !== undefined)
    .sort((a, b) => a.title.localeCompare(b.title, a.locale));
}

/** The pack of a module, if it is on this device. */
export async function packOf(module: Pick<Offer, "locale" | "key">): Promise<Offer | undefined> {
  const name = nameOf(module);
  return (await caches.has(name)) ? descriptionOf(name) : undefined;
}

async function descriptionOf(name: string): Promise<Offer | undefined> {
  const info = await (await caches.open(name)).match(PACK_INFO);
  return info?.json();
}

/** Delete a pack. What was answered in it stays. */
export async function dropPack(pack: Pick<Offer, "locale" | "key">): Promise<void> {
  await caches.delete(nameOf(pack));
}

/**
 * Download a module, or bring its pack up to date.
 *
 * `loadParts` fetches the parts of the program that play it; `onprogress` is told how much is done,
 * from 0 to 1. Until the last file is here an older pack of the module stays whole. Rejects with a
 * `PackError`.
 */
export async function keepPack(
  offer: Offer,
  loadParts: (module: Module) => Promise<void>,
  onprogress: (done: number) => void = () => undefined,
): Promise<void> {
  const name = nameOf(offer);
  const before = await packOf(offer);
  try {
    onprogress(0);
    await served();
    await download(name, offer, loadParts, onprogress);
  } catch (error) {
    if (!before) await caches.delete(name);
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    throw new PackError(isFull ? "full" : "unreachable");
  }
}

async function download(
  name: string,
  offer: Offer,
  loadParts: (module: Module) => Promise<void>,
  onprogress: (done: number) => void,
): Promise<void> {
  const page = await get(offer.url);
  const { version, contentUrl, pictures } = readPage(await page.clone().text());
  const content = await get(contentUrl);
  const module: Module = await content.clone().json();
  const media = [...new Set([...mediaOf(module), ...pictures])];
  // The parts weigh about as much as three pictures.
  const steps = media.length + 3;
  let done = 0;
  const advance = (by: number) => onprogress((done += by) / steps);

  const pack = await caches.open(name);
  await pack.put(contentUrl, content);
  await inTurns(media, async (url) => {
    await pack.put(url, await get(url));
    advance(1);
  });
  await loadParts(module);
  advance(3);
  // From here on the new page is found, and all that it needs is there.
  await pack.put(offer.url, page);
  await pack.put(PACK_INFO, Response.json({ ...offer, version }));
  const wanted = new Set([contentUrl, offer.url, PACK_INFO, ...media]);
  for (const request of await pack.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!wanted.has(pathname + search)) await pack.delete(request);
  }
}

/** What a module's page plays, and the pictures it shows itself, in every size it may choose. */
function readPage(html: string) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const stage = page.querySelector<HTMLElement>("[data-payload-url]");
  const { version = "", payloadUrl = "" } = stage?.dataset ?? {};
  if (payloadUrl === "") throw new PackError("unreachable");
  const pictures = [...page.images].flatMap((image) => [
    image.getAttribute("src") ?? "",
    ...sizesIn(image.getAttribute("srcset") ?? ""),
  ]);
  return { version, contentUrl: payloadUrl, pictures: pictures.flatMap(ownPath) };
}

/** Get a whole file. Nobody is signed in to what is kept. Rejects when it is not answered. */
async function get(url: string): Promise<Response> {
  const response = await fetch(url, { credentials: "omit" });
  if (response.status !== 200) throw new PackError("unreachable");
  return response;
}

async function inTurns<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const hand = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, hand));
}

/** The files that a module's content names. */
function mediaOf(module: Module): string[] {
  const pictures = picturesIn(module).flatMap(({ src, srcset }) => [src, ...sizesIn(srcset)]);
  const recordings = module.steps.flatMap((step) => [
    step.audio?.src,
    ...(step.type === "video" ? [step.src, step.captions] : []),
  ]);
  return [...pictures, ...recordings].flatMap((url) => ownPath(url ?? ""));
}

const sizesIn = (srcset: string) =>
  srcset.split(",").map((size) => size.trim().split(/\s+/)[0] ?? "");

/** The address without its origin, if it is one of this site. */
function ownPath(url: string): string[] {
  if (url === "") return [];
  const { origin, pathname, search } = new URL(url, location.origin);
  return origin === location.origin ? [pathname + search] : [];
}
