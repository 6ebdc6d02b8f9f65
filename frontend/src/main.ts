/**
 * Starts the islands of a page: every `[data-island]` gets the island of its name. When all have been
 * started, or have failed, the window hears `cop:ready`.
 *
 * The page's own words are in its HTML; what an island adds comes in its own chunk, in the
 * language of the page. A chunk that cannot be fetched (`vite:preloadError`) rejects its import, and
 * whoever imports it offers another try: `start` here, `LoadFailed` inside the stage.
 */
import boot from "virtual:boot-messages";
import type { Island } from "./island";
import { mount as mountComfort } from "./islands/comfort";
import { mount as mountHelp } from "./islands/help";
import { dress } from "./lib/comfort/dress";
import { isUnsaved } from "./lib/device/learner-slot";
import { recall } from "./lib/device/choices";
import { loadLocale } from "./lib/i18n";
import { breathe, whenIdle, whenSettled } from "./lib/moments";

type Islands = Record<string, () => Promise<Island>>;

const islands: Islands = {
  // On every page, and first: help and the way out must not wait for a chunk of their own.
  help: () => Promise.resolve({ mount: mountHelp }),
  comfort: () => Promise.resolve({ mount: mountComfort }),
  home: () => import("./islands/home"),
  map: () => import("./islands/map"),
  stage: () => import("./islands/stage"),
};

/** The island of a name; those of pages that few visits open are listed in a chunk of their own. */
async function load(name: string): Promise<Island | undefined> {
  // Where nobody has played yet there is nobody to show.
  if (name === "badge" && !isUnsaved && !recall("crew")) return undefined;
  const find = islands[name] ?? (await import("./rooms")).rooms[name];
  return find?.();
}

// Before anything else: a page must not change its letters under the reader.
dress();

const { lang, dataset } = document.documentElement;

async function start(target: HTMLElement, tries = 0): Promise<void> {
  try {
    const name = target.dataset["island"] ?? "";
    const [island] = await Promise.all([load(name), loadLocale(lang)]);
    await island?.mount(target);
  } catch {
    offerRetry(target, tries);
  }
}

/** Say in the page that a part is missing. A second failure may be an old page: then load it anew. */
function offerRetry(target: HTMLElement, tries: number): void {
  const words = boot[lang] ?? boot[lang.split("-")[0] ?? ""] ?? boot["en"];
  const notice = document.createElement("div");
  notice.className = "note note--amber";
  notice.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = words?.failed ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = words?.retry ?? "";
  button.addEventListener("click", () => {
    if (tries > 0 && navigator.onLine) location.reload();
    notice.remove();
    void start(target, tries + 1);
  });
  notice.append(text, button);
  target.prepend(notice);
}

/**
 * Let the drawn letters of headings come, which the style holds ready: on a first visit when all else
 * is there and the first moments are over, later at once, for then they are in the browser's cache.
 */
function draw(): void {
  if (dataset["dress"] !== "grown") dataset["heads"] = "";
}

const [script] = performance.getEntriesByName(import.meta.url) as PerformanceResourceTiming[];
const targets = [...document.querySelectorAll<HTMLElement>("[data-island]")];
const started = Promise.all(targets.map((target) => breathe().then(() => start(target))));
void started.then(() => dispatchEvent(new Event("cop:ready")));
if (script?.transferSize === 0) draw();
void started.then(() => {
  whenSettled(draw);
  // Nobody waits for it, and no page is worse without.
  whenIdle(() => void import("./idle").then(({ begin }) => begin(lang)).catch(() => undefined));
});
