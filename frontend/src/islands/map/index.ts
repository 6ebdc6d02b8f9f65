/**
 * A track's page shows how far this device's learner has come.
 *
 * `<div data-island="map" data-locale data-track data-band>` stands beside links `a[data-module]`. Each
 * link of a module that was begun gets `data-state` ("started" or "finished") and, in its own
 * `[data-state]` and `[data-stars]` elements, the same in words.
 */
import { knownLearner } from "../../lib/api/learner";
import type { Band } from "../../lib/api/types";
import { remember } from "../../lib/device";
import { t } from "../../lib/i18n";
import { openOutbox } from "../../lib/offline";
import { allRecords } from "../../lib/state/keeper";
import { better, type Shown } from "../../lib/state/record";

export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", track = "", band = "" } = target.dataset;
  if (track === "children") {
    if (band) remember("who", band);
  } else remember("who", track);

  // What a module left unsent goes out from here, too.
  openOutbox({ locale, band: band as Band });
  const links = [...document.querySelectorAll<HTMLElement>("a[data-module]")];
  const known = new Map<string, Shown>();
  const learn = (entries: (Shown & { module: string })[]) => {
    for (const entry of entries) {
      const shown = better(known.get(entry.module), entry);
      if (shown) known.set(entry.module, shown);
    }
    for (const link of links) show(link, known.get(link.dataset["module"] ?? ""));
  };
  learn((await allRecords()).filter(({ at }) => at !== ""));
  const learner = await knownLearner();
  if (learner) learn(learner.modules);
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

function write(link: HTMLElement, place: string, words: string): void {
  const element = link.querySelector(place);
  if (element) element.textContent = words;
}
