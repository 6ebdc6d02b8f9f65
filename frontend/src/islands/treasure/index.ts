/**
 * What this device's learner has won: pearls by island, and badges.
 *
 * `<div data-island="treasure" data-locale data-audience>`, with the islands in the JSON script element
 * `#islands`. Nothing about it is stored or sent.
 */
import { mount as mountComponent } from "svelte";
import type { Band } from "../../lib/api/types";
import { loadWords } from "../../lib/i18n/words";
import { openOutbox } from "../../lib/offline";
import { isAdult } from "../../lib/rewards/addresses";
import { audienceHere, islandsOfPage } from "../../lib/rewards/islands";
import { noteFirstEnd, wonHere, wonInAll } from "../../lib/rewards/won";
import { allRecords } from "../../lib/state/keeper";
import Treasure from "./Treasure.svelte";

export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", audience: said = "" } = target.dataset;
  const audience = audienceHere(said);
  await Promise.all([
    loadWords("treasure"),
    // What was finished before this page existed begins to count from now.
    allRecords().then((records) => Promise.all(records.map(noteFirstEnd))),
  ]);
  const here = await wonHere();
  const band: Band = isAdult(audience) ? "" : audience;
  // What a module left unsent goes out from here, too, and then the server knows of it.
  const everything = openOutbox({ locale, band })
    .flush()
    .then(() => wonInAll(here));
  target.replaceChildren();
  mountComponent(Treasure, {
    target,
    props: { islands: islandsOfPage(), audience, here, everything },
  });
}
