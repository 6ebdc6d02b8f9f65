/**
 * Who is playing? Hand the device over, change a picture, make or use a card, be forgotten.
 *
 * `<div data-island="crew" data-locale data-places-id data-keep-url>`, with the id of a JSON script
 * element that says where each band, or kind of grown-up, goes on to play. The address may end in
 * `#card=…`, as a card's QR code does, or in `#forget`.
 */
import { mount as mountComponent } from "svelte";
import { jsonOfPage } from "../../lib/page";
import { knownToken } from "../../lib/learner";
import { takeCard } from "../../lib/crew/cards";
import { enrol } from "../../lib/device/learner-list";
import { loadWords } from "../../lib/i18n/words";
import type { Place } from "../../lib/places";
import { allRecords } from "../../lib/state/keeper";
import Crew from "./Crew.svelte";

/** Rejects when the words could not be fetched. */
export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", placesId = "", keepUrl = "" } = target.dataset;
  const places = jsonOfPage<Place[]>(placesId);
  // Out of the address bar before anything else happens.
  const card = takeCard();
  await loadWords("crew");
  // Somebody may have played here before there was a list.
  if ((await knownToken()) ?? (await allRecords()).some(({ at }) => at !== "")) enrol();
  target.replaceChildren();
  mountComponent(Crew, { target, props: { locale, places, keepUrl, card } });
}
