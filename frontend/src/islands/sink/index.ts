/**
 * The kitchen sink: players of every kind, side by side, to look at; nothing is kept or sent.
 *
 * `<div data-island="sink" data-payload-id data-band>` with the id of a JSON script element.
 */
import { mount as mountComponent } from "svelte";
import type { Band } from "../../lib/api/types";
import type { Shown } from "./shown";
import Sink from "./Sink.svelte";

export function mount(target: HTMLElement): void {
  const { payloadId = "", band = "" } = target.dataset;
  const payload = document.getElementById(payloadId)?.textContent ?? "[]";
  mountComponent(Sink, {
    target,
    props: { shown: JSON.parse(payload) as Shown[], band: band as Band },
  });
}
