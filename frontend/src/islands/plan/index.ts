/**
 * A family plan: tapped together, printed from here, never sent.
 *
 * `<div data-island="plan" data-locale data-country>`. It is kept on the device only if the person says so.
 */
import { mount as mountComponent } from "svelte";
import { recall } from "../../lib/device/choices";
import { loadWords } from "../../lib/i18n/words";
import { keptPlan } from "./keeping";
import Plan from "./Plan.svelte";

export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en", country = "" } = target.dataset;
  const [kept] = await Promise.all([keptPlan(), loadWords("plan")]);
  target.replaceChildren();
  mountComponent(Plan, {
    target,
    props: { locale, country: recall("country") ?? country, kept },
  });
}
