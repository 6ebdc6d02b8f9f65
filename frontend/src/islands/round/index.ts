/**
 * A pupil's device in class mode: follows the round of its class and takes the pupil's choice.
 *
 * `<section data-island="round" data-join-url>`, with where somebody without a class goes.
 */
import { mount as mountComponent } from "svelte";
import { bandOf } from "../../lib/bands";
import { loadWords } from "../../lib/i18n/words";
import Together from "./Together.svelte";

/** Rejects when the words could not be fetched. */
export async function mount(target: HTMLElement): Promise<void> {
  const { joinUrl = "" } = target.dataset;
  const band = bandOf(target.dataset["band"]);
  await loadWords("round");
  target.replaceChildren();
  mountComponent(Together, { target, props: { joinUrl, band } });
}
