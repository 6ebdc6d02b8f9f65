import type { Module } from "../../lib/api/types";
import { loadSynth } from "../../lib/sound";
import { mayHaveVoice } from "../../lib/speech";
import { picturesIn, warmPictures } from "../../lib/pictures";
import { loadPlayer } from "../../players/registry";
import { loadFinish } from "./load-finish";
import { itemAt, stopsOf, type Stop } from "./stops";

/**
 * Fetch what the rest of the module will need, so that it can be played on without a network.
 *
 * What cannot be fetched now is asked for again where it is needed.
 */
export async function warm(module: Module, stops: Stop[]): Promise<void> {
  warmPictures(picturesIn(module));
  await Promise.allSettled(partsOf(stops));
}

/** Fetch every part of the program that plays a module. Rejects when one cannot be fetched. */
export async function loadParts(module: Module): Promise<void> {
  await Promise.all(partsOf(stopsOf(module, false)));
}

function partsOf(stops: Stop[]): Promise<unknown>[] {
  const kinds = new Set(stops.map(itemAt).flatMap((item) => (item ? [item.kind] : [])));
  return [
    ...[...kinds].map(loadPlayer),
    import("../../steps/later"),
    loadFinish(),
    import("./confetti"),
    loadSynth(),
    ...(mayHaveVoice() ? [import("../../ui/Say.svelte")] : []),
  ];
}
