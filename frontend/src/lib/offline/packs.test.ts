import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeCaches } from "../../test/fake-caches";
import { allPacks, dropPack, keepPack, PackError, packOf, type Offer } from "./packs";

const offer: Offer = {
  key: "t1-0810-circles",
  locale: "en",
  title: "Who may know what?",
  url: "/en/children/circles/",
  version: "v1",
  size: 1000,
};
const picture = { src: "/media/a.webp", srcset: "/media/s.webp 320w, /media/a.webp 640w" };
const elsewhere = { src: "https://elsewhere.example/x.svg", srcset: "" };
const content = {
  image: picture,
  steps: [
    { type: "text", audio: { src: "/media/a.mp3", type: "audio/mpeg" } },
    { type: "video", audio: null, src: "/media/f.mp4", captions: "", poster: elsewhere },
  ],
};
const pageOf = (version: string) =>
  `<img src="/media/cover.svg"><section data-payload-url="/api/v1/content/${version}/"
    data-version="${version}"></section>`;

let kept: FakeCaches;
let site: Record<string, string>;
let asked: string[];
const loadParts = vi.fn(() => Promise.resolve());

beforeEach(() => {
  kept = new FakeCaches();
  kept.isFull = false;
  asked = [];
  site = {
    [offer.url]: pageOf("v1"),
    "/api/v1/content/v1/": JSON.stringify(content),
    "/api/v1/content/v2/": JSON.stringify({ ...content, image: null }),
    ...Object.fromEntries(
      ["cover.svg", "a.webp", "s.webp", "a.mp3", "f.mp4"].map((name) => [`/media/${name}`, name]),
    ),
  };
  vi.stubGlobal("caches", kept);
  vi.stubGlobal("navigator", { serviceWorker: { controller: {} } });
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const body = site[url];
    return body === undefined
      ? Promise.reject(new TypeError("Failed to fetch"))
      : Promise.resolve(new Response(body));
  });
  loadParts.mockClear();
});

afterEach(() => vi.unstubAllGlobals());

const inPack = () =>
  [...(kept.all.get("cop-pack en t1-0810-circles")?.entries.keys() ?? [])].sort();
const reasonOf = async (promise: Promise<void>) =>
  promise.then(
    () => "none",
    (error: unknown) => (error instanceof PackError ? error.reason : "another"),
  );

describe("a pack", () => {
  it("holds the page, the content and every file of it, each fetched once", async () => {
    const progress: number[] = [];
    await keepPack(offer, loadParts, (done) => progress.push(done));
    expect(inPack()).toEqual([
      "/api/v1/content/v1/",
      "/en/children/circles/",
      "/media/a.mp3",
      "/media/a.webp",
      "/media/cover.svg",
      "/media/f.mp4",
      "/media/s.webp",
      "/offline/pack",
    ]);
    expect(asked).toHaveLength(new Set(asked).size);
    expect(loadParts).toHaveBeenCalledExactlyOnceWith(content);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect([progress[0], progress.at(-1)]).toEqual([0, 1]);
    expect(await packOf(offer)).toEqual(offer);
  });

  it("is listed and deleted, each language by itself", async () => {
    await keepPack(offer, loadParts);
    await keepPack({ ...offer, locale: "ar", title: "مَن" }, loadParts);
    expect((await allPacks()).map(({ locale }) => locale).sort()).toEqual(["ar", "en"]);
    await dropPack(offer);
    expect(await packOf(offer)).toBeUndefined();
    expect(await allPacks()).toHaveLength(1);
  });

  it("is of the version that its page plays, newer than what was offered or not", async () => {
    site[offer.url] = pageOf("v2");
    await keepPack(offer, loadParts);
    expect(await packOf(offer)).toMatchObject({ version: "v2" });
  });

  it.each(["/media/s.webp", "/api/v1/content/v1/", "/en/children/circles/"])(
    "leaves nothing behind when %s cannot be had",
    async (missing) => {
      site = Object.fromEntries(Object.entries(site).filter(([url]) => url !== missing));
      expect(await reasonOf(keepPack(offer, loadParts))).toBe("unreachable");
      expect(kept.all.size).toBe(0);
    },
  );

  it("leaves nothing behind when its players cannot be had", async () => {
    expect(await reasonOf(keepPack(offer, () => Promise.reject(new Error("no chunk"))))).toBe(
      "unreachable",
    );
    expect(await allPacks()).toEqual([]);
  });

  it("says that the device is full", async () => {
    kept.isFull = true;
    expect(await reasonOf(keepPack(offer, loadParts))).toBe("full");
    expect(await allPacks()).toEqual([]);
  });

  it("stays whole while a newer one fails to come, and drops old files when it has", async () => {
    await keepPack(offer, loadParts);
    const before = inPack();
    site[offer.url] = pageOf("v2");
    const { "/media/cover.svg": cover = "", ...without } = site;
    site = without;
    expect(await reasonOf(keepPack(offer, loadParts))).toBe("unreachable");
    expect(await packOf(offer)).toEqual(offer);
    expect(inPack()).toEqual(expect.arrayContaining(before));

    site["/media/cover.svg"] = cover;
    await keepPack(offer, loadParts);
    expect(inPack()).toEqual([
      "/api/v1/content/v2/",
      "/en/children/circles/",
      "/media/a.mp3",
      "/media/cover.svg",
      "/media/f.mp4",
      "/offline/pack",
    ]);
  });
});
