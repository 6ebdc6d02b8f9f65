/**
 * The kitchen sink: players of every kind, side by side, to look at; nothing is kept or sent.
 *
 * `<div data-island="sink" data-payload-id data-band>` with the id of a JSON script element.
 */
import { mount as mountComponent } from "svelte";
import { jsonOfPage } from "../../lib/page";
import { bandOf } from "../../lib/bands";
import type { Shown } from "./shown";
import Sink from "./Sink.svelte";

export function mount(target: HTMLElement): void {
  const { payloadId = "", band = "" } = target.dataset;
  mountComponent(Sink, {
    target,
    props: { shown: jsonOfPage<Shown[]>(payloadId), band: bandOf(band) },
  });
}
