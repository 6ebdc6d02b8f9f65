import type { Module } from "../../lib/api/types";
import { picturesIn, warmPictures } from "../../lib/pictures";
import { loadPlayer } from "../../players/registry";
import { itemAt, type Stop } from "./stops";

/**
 * Fetch what the rest of the module will need, so that it can be played on without a network.
 *
 * What cannot be fetched now is asked for again where it is needed.
 */
export async function warm(module: Module, stops: Stop[]): Promise<void> {
  warmPictures(picturesIn(module));
  const kinds = new Set(stops.map(itemAt).flatMap((item) => (item ? [item.kind] : [])));
  await Promise.allSettled([
    ...[...kinds].map(loadPlayer),
    import("../../steps/later"),
    import("./Finish.svelte"),
    import("./confetti"),
  ]);
}
