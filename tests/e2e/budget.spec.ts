/**
 * What a first visit costs on a slow line and a slow phone: bytes without pictures, requests, when letters come, and
 * that nothing jumps. Bytes and counts are exact on any machine; seconds are not, so none is tested.
 */
import type { Page } from "@playwright/test";
import { modulePath } from "./support/places";
import { expect, phone, test } from "./support/test";

test.use(phone);

const KB = 1000;

/** Round trip 400 ms, 400 kbit/s each way, a processor four times slower than this one. */
async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const throughput = 50 * KB;
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

interface Marks {
  /** When the first stop stood there, in ms since the visit began; 0 when nothing plays. */
  stage: number;
  /** When it could be answered or read on. */
  playable: number;
  /** What jumped, as the sum of all layout shifts. */
  shift: number;
  shifted: string[];
}

/** Runs in the page, before anything of it. */
function watch(): void {
  const marks: Marks = { stage: 0, playable: 0, shift: 0, shifted: [] };
  Object.assign(globalThis, { marks });
  new MutationObserver((_, observer) => {
    const stands = document.querySelector("[role=progressbar]");
    if (stands) marks.stage ||= performance.now();
    if (!document.querySelector(".stage__stop :is(button, input), .stage__next:enabled")) return;
    marks.playable = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Element | null }[];
    })[]) {
      if (entry.hadRecentInput) continue;
      marks.shift += entry.value;
      const what = entry.sources.map(({ node }) => node?.parentElement?.innerHTML.slice(0, 80));
      marks.shifted.push(
        `${entry.value.toFixed(4)} at ${entry.startTime.toFixed(0)}: ${what.join()}`,
      );
    }
  }).observe({ type: "layout-shift", buffered: true });
}

interface Fetched {
  name: string;
  bytes: number;
  /** When it had come. */
  end: number;
}

interface Visit extends Marks {
  html: number;
  /** What had come when the page could be used, but for what a browser fetches for its own bar. */
  before: Fetched[];
  paint: number;
  fonts: { name: string; start: number }[];
}

/** Visit a page and wait until all that it asks for by itself has come, the letters of headings last. */
async function visit(page: Page, path: string, isPlay: boolean): Promise<Visit> {
  await slowDown(page);
  await page.addInitScript(watch);
  await page.goto(path);
  if (isPlay) await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-heads", "", { timeout: 30_000 });
  await page.waitForLoadState("networkidle");
  return page.evaluate(async () => {
    await document.fonts.ready;
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    const { marks } = globalThis as unknown as { marks: Marks };
    const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const ready = marks.playable || (page?.loadEventStart ?? 0);
    const early = all.filter(
      ({ name, responseEnd }) => responseEnd <= ready && !/icon|webmanifest/.test(name),
    );
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return {
      ...marks,
      html: page?.transferSize ?? 0,
      before: early.map(({ name, transferSize: bytes, responseEnd: end }) => ({
        name,
        bytes,
        end,
      })),
      paint: paint?.startTime ?? Infinity,
      fonts: all
        .filter(({ name }) => name.endsWith(".woff2"))
        .map(({ name, startTime }) => ({ name, start: startTime })),
    };
  });
}

for (const language of ["en", "ar"] as const) {
  const places = [
    { name: "home", path: `/${language}/` },
    { name: "track", path: `/${language}/children/?band=8-10` },
    { name: "module in play", path: modulePath("t1-0810-circles", language), isPlay: true },
  ];
  for (const { name, path, isPlay = false } of places) {
    test(`the ${name} in ${language} keeps its budget on a slow phone`, async ({ page, site }) => {
      const { html, stage, before, paint, fonts, shift, shifted } = await visit(page, path, isPlay);
      const isPicture = ({ name }: { name: string }) => /\/media\/|\.svg(#|$)/.test(name);
      const words = before.filter((entry) => !isPicture(entry));
      const bytes = html + words.reduce((sum, entry) => sum + entry.bytes, 0);
      const listed = words.map((entry) => `${entry.bytes} ${entry.name}`).join("\n");
      expect.soft(html, "the page itself").toBeLessThanOrEqual(14 * KB);
      expect.soft(bytes, listed).toBeLessThanOrEqual(75 * KB);
      // What the first stop needs beside comes after its stage.
      const atStage = words.filter(({ end }) => end <= (stage || Infinity));
      expect.soft(atStage.length + 1, listed).toBeLessThanOrEqual(12);
      expect.soft(before.filter((entry) => !entry.name.startsWith(site))).toEqual([]);

      // One file of letters, the script of the page's own language, and not before words stand there.
      expect.soft(fonts.map((font) => font.name)).toHaveLength(1);
      const script = language === "ar" ? /baloo-arabic/ : /baloo-latin/;
      expect.soft(fonts[0]?.name).toMatch(script);
      expect.soft(fonts[0]?.start).toBeGreaterThan(paint);
      expect.soft(shift, shifted.join("\n")).toBeLessThanOrEqual(0.02);
    });
  }
}

test("grown-ups' pages fetch no letters at all", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "font") asked.push(request.url());
  });
  await page.goto("/en/parents/");
  // The last thing that a page asks for by itself.
  await page.waitForResponse(/\/helplines\//);
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
});
