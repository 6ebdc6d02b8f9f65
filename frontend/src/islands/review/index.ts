/**
 * The tide pool: a few questions from modules that were finished weeks ago.
 *
 * `<section data-island="review" data-locale data-band data-track-url>`. While a question is in play
 * the section carries `data-playing`, as a module's stage does.
 */
import { mount as mountComponent } from "svelte";
import { bandOf } from "../../lib/bands";
import { loadWords } from "../../lib/i18n/words";
import { openOutbox } from "../../lib/offline";
import TidePool from "./TidePool.svelte";

/** Rejects when the words could not be fetched. */
export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", trackUrl = "" } = target.dataset;
  const band = bandOf(target.dataset["band"]);
  await loadWords("review");
  const outbox = openOutbox({ locale, band });
  target.replaceChildren();
  mountComponent(TidePool, {
    target,
    props: {
      locale,
      trackUrl,
      band,
      outbox,
      onplay: (playing: boolean) => target.toggleAttribute("data-playing", playing),
    },
  });
}
