/**
 * Starts the islands of a page: every `[data-island]` gets the island of its name.
 *
 * The page's own words are in its HTML; what an island adds comes in its own chunk, in the
 * language of the page. A chunk that cannot be fetched (`vite:preloadError`) rejects its import, and
 * whoever imports it offers another try: `start` here, `LoadFailed` inside the stage.
 */
import boot from "virtual:boot-messages";
import { mount as mountHelp } from "./islands/help";
import { loadLocale } from "./lib/i18n";

interface Island {
  /** Rejects when something the island needs could not be fetched. */
  mount: (target: HTMLElement) => void | Promise<void>;
}

const islands: Record<string, () => Promise<Island>> = {
  // On every page, and first: help and the way out must not wait for a chunk of their own.
  help: () => Promise.resolve({ mount: mountHelp }),
  home: () => import("./islands/home"),
  map: () => import("./islands/map"),
  stage: () => import("./islands/stage"),
  sink: () => import("./islands/sink"),
};

const { lang } = document.documentElement;

async function start(target: HTMLElement, tries = 0): Promise<void> {
  const load = islands[target.dataset["island"] ?? ""];
  if (!load) return;
  try {
    const [island] = await Promise.all([load(), loadLocale(lang)]);
    await island.mount(target);
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

for (const target of document.querySelectorAll<HTMLElement>("[data-island]")) void start(target);
