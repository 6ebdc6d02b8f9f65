/**
 * A track's page shows how far this device's learner has come.
 *
 * `<div data-island="map" data-locale data-track data-band>` stands beside links `a[data-module]`. Each
 * link of a module that was begun gets `data-state` ("started" or "finished") and, in its own
 * `[data-state]` and `[data-stars]` elements, the same in words. Where there is a `.chart`, its islands
 * brighten and the boat sails to the one where the learner last played. For who has a seat in a class,
 * `[data-due]` is filled with what is due there, and what the class keeps locked is marked `locked`.
 */
import { knownLearner } from "../../lib/learner";
import { bandOf } from "../../lib/bands";
import { lastLocked, noteLocked } from "../../lib/crew/locked";
import { recall, remember } from "../../lib/device/choices";
import { t } from "../../lib/i18n";
import { loadWords } from "../../lib/i18n/words";
import { openOutbox } from "../../lib/offline";
import { allRecords } from "../../lib/state/keeper";
import { better, type Shown } from "../../lib/state/record";
import { showTide } from "./tide";
import { lastPlayed } from "../../lib/state/visit";
import { Chart } from "./chart";

export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", track = "", band = "" } = target.dataset;
  if (track === "children") {
    if (band) remember("who", band);
  } else remember("who", track);

  // A missing list; the islands are all here.
  if (recall("class"))
    void import("../due").then(({ showDue }) => showDue()).catch(() => undefined);

  // What a module left unsent goes out from here, too.
  const outbox = openOutbox({ locale, band: bandOf(band) });
  await loadWords("map");
  const sea = document.querySelector<HTMLElement>(".chart");
  const chart = sea && new Chart(sea);
  const links = [...document.querySelectorAll<HTMLElement>("a[data-module]")];
  const known = new Map<string, Shown>();
  const learn = (entries: (Shown & { module: string })[]) => {
    for (const entry of entries) {
      const shown = better(known.get(entry.module), entry);
      if (shown) known.set(entry.module, shown);
    }
    for (const link of links) show(link, known.get(link.dataset["module"] ?? ""));
    chart?.light(known);
  };
  learn((await allRecords()).filter(({ at }) => at !== ""));
  const hasClass = recall("class") !== null;
  if (hasClass) lock(links, await lastLocked());
  void chart?.sail(await lastPlayed());
  await showTide([]);
  // Answers that wait decide what is finished and what is due.
  await outbox.flush();
  const learner = await knownLearner();
  if (!learner) return;
  learn(learner.modules);
  if (hasClass) {
    lock(links, learner.locked);
    await noteLocked(learner);
  }
  await showTide(learner.due);
}

function show(link: HTMLElement, shown: Shown | undefined): void {
  if (!shown) return;
  link.dataset["state"] = shown.state;
  link.dataset["pearls"] = String(shown.pearls);
  const finished = shown.state === "finished";
  write(link, "[data-state]", finished ? t("map.finished") : t("map.started"));
  if (!finished) return;
  link.dataset["stars"] = String(shown.stars);
  write(link, "[data-stars]", t("stars.label", { count: shown.stars, of: 3 }));
}

/** Mark what the class opens together; what was marked before and is open now can be begun. */
function lock(links: HTMLElement[], modules: string[]): void {
  for (const link of links) {
    if (modules.includes(link.dataset["module"] ?? "")) {
      link.dataset["state"] = "locked";
      write(link, "[data-state]", t("map.locked"));
    } else if (link.dataset["state"] === "locked") {
      delete link.dataset["state"];
      write(link, "[data-state]", "");
    }
  }
}

function write(link: HTMLElement, place: string, words: string): void {
  const element = link.querySelector(place);
  if (element) element.textContent = words;
}
