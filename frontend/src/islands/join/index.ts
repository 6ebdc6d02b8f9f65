/**
 * Join a class: its code, one's seat, the pictures of one's card. Nothing is typed but the code.
 *
 * `<div data-island="join" data-locale data-code data-page>` stands beside the JSON script elements
 * `places`, where each band goes on to play, and `pictures`, those of each band's codes. `data-code`
 * is the code that the page's address had, or "", and `data-page` the address without one. `?again` asks
 * for the code whoever is here.
 */
import { mount as mountComponent } from "svelte";
import { jsonOfPage } from "../../lib/page";
import { knownToken } from "../../lib/learner";
import { enrol } from "../../lib/device/learner-list";
import { loadWords } from "../../lib/i18n/words";
import type { Place } from "../../lib/places";
import { allRecords } from "../../lib/state/keeper";
import Join from "./Join.svelte";
import type { PictureSet } from "./picture-set";

/** Rejects when the words could not be fetched. */
export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", code = "", page = "" } = target.dataset;
  const places = jsonOfPage<Place[]>("places");
  const pictures = jsonOfPage<Record<string, PictureSet>>("pictures");
  await loadWords("join");
  // Somebody who has played here is not to become somebody else.
  if ((await knownToken()) ?? (await allRecords()).some(({ at }) => at !== "")) enrol();
  target.replaceChildren();
  const onplay = (who: string) =>
    location.assign(places.find((place) => place.who === who)?.url ?? `/${locale}/`);
  // From where it was said that the seat is used elsewhere: nobody asks for it twice.
  const isAgain = new URLSearchParams(location.search).has("again");
  mountComponent(Join, { target, props: { pictures, code, page, isAgain, onplay } });
}
