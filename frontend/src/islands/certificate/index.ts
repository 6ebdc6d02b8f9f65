/**
 * Makes a certificate in the page, to print.
 *
 * `<div data-island="certificate" data-locale data-audience data-product>`, with the islands in the JSON
 * script element `#islands`; the module stands behind the # of the address. The name is written by hand
 * on the paper, or typed and never sent nor kept.
 */
import { mount as mountComponent } from "svelte";
import { loadWords } from "../../lib/i18n/words";
import { audienceHere, islandsOfPage } from "../../lib/rewards/islands";
import { wonHere, wonInAll } from "../../lib/rewards/won";
import Certificate from "./Certificate.svelte";

export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", audience: said = "", product = "" } = target.dataset;
  const [here] = await Promise.all([wonHere(), loadWords("certificate")]);
  target.replaceChildren();
  mountComponent(Certificate, {
    target,
    props: {
      islands: islandsOfPage(),
      audience: audienceHere(said),
      locale,
      product,
      here,
      everything: wonInAll(here),
    },
  });
}
