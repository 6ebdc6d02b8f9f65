import type { Item, Module } from "../../lib/api/types";
import { loadSynth } from "../../lib/sound";
import { mayHaveVoice } from "../../lib/speech";
import { loadPlayer } from "../../players/registry";
import { loadFinish } from "./load-finish";
import { itemAt, stopsOf, type Stop } from "./stops";

/**
 * Fetch what the rest of the module will need, so that it can be played on without a network.
 *
 * What cannot be fetched now is asked for again where it is needed.
 */
export async function warm(module: Module, stops: Stop[]): Promise<void> {
  const pictures = import("../../lib/warming").then(({ picturesIn, warmPictures }) =>
    warmPictures(picturesIn(module)),
  );
  await Promise.allSettled([pictures, ...partsFor(stops.map(itemAt))]);
}

/** Fetch every part of the program that plays a module. Rejects when one cannot be fetched. */
export async function loadParts(module: Module): Promise<void> {
  const { pre, post } = module.check;
  // Any of the questions may be drawn.
  const steps = stopsOf(module, { asksFirst: false, isReplay: true });
  await Promise.all(partsFor([...steps.map(itemAt), ...pre, ...post]));
}

function partsFor(items: (Item | undefined)[]): Promise<unknown>[] {
  const kinds = new Set(items.flatMap((item) => (item ? [item.kind] : [])));
  return [
    ...[...kinds].map(loadPlayer),
    import("../../steps/later"),
    loadFinish(),
    import("./confetti"),
    loadSynth(),
    ...(mayHaveVoice() ? [import("../../ui/Say.svelte")] : []),
  ];
}
