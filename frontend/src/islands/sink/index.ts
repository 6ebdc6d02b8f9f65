/**
 * The kitchen sink: players of every kind, side by side, to look at; nothing is kept or sent.
 *
 * `<div data-island="sink" data-payload-id data-band>` with the id of a JSON script element.
 */
import { mount as mountComponent } from "svelte";
import type { Band, Item, Kind } from "../../lib/api/types";
import type { Saved } from "../../players/contract";
import Sink from "./Sink.svelte";

/** One question as the page gives it. */
export interface Shown {
  label: string;
  item: Item;
  saved: Saved<Kind> | null;
}

export function mount(target: HTMLElement): void {
  const { payloadId = "", band = "" } = target.dataset;
  const payload = document.getElementById(payloadId)?.textContent ?? "[]";
  mountComponent(Sink, {
    target,
    props: { shown: JSON.parse(payload) as Shown[], band: band as Band },
  });
}
