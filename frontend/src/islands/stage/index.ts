/**
 * The module's stage: plays its stops one by one.
 *
 * `<section data-island="stage" data-payload-url data-track-url data-next-url data-print-url
 * data-band>`, or `data-payload-id` with the id of a JSON script element for an editor's preview:
 * then nothing is stored or sent, and everything is asked. While a stop is in play the section carries
 * `data-playing`.
 */
import { mount as mountComponent } from "svelte";
import { callAt } from "../../lib/api/client";
import type { Module } from "../../lib/api/types";
import { bandOf } from "../../lib/bands";
import { recall } from "../../lib/device/choices";
import { breathe, whenSettled } from "../../lib/moments";
import { openOutbox } from "../../lib/offline";
import { jsonOfPage } from "../../lib/page";
import { keepQuiet } from "../../lib/sound";
import { deviceKeeper, previewKeeper, type Keeper } from "../../lib/state/keeper";
import { Session } from "./session.svelte";
import { loadPlayer } from "../../players/registry";
import Stage from "./Stage.svelte";
import { canBePassed, itemAt } from "./stops";
import { warm } from "./warm";

export { loadParts } from "./warm";

/** From here on a story is about harm; `sensitivity` is the editors' word for how hard it is. */
const SENSITIVE = 2;

/** Rejects when the module could not be fetched. */
export async function mount(target: HTMLElement): Promise<void> {
  const { payloadUrl, payloadId, trackUrl = "", nextUrl = "", printUrl = "" } = target.dataset;
  const module = payloadId
    ? jsonOfPage<Module>(payloadId)
    : await callAt("/api/v1/content/{version}/", payloadUrl ?? "");
  // Nobody pays for this but the pupils of a class, and only where it may be.
  if (!payloadId && module.sensitivity >= SENSITIVE && recall("class")) {
    const { showLocked } = await import("./locked");
    if (await showLocked(target, module.key, trackUrl)) return;
  }
  const band = bandOf(target.dataset["band"] ?? module.band);
  const keeper: Keeper = payloadId
    ? previewKeeper
    : deviceKeeper(openOutbox({ locale: module.locale, band }));
  const record = await keeper.load(module.key);
  // What was begun goes on as it began.
  const asksFirst = payloadId !== undefined || (!record?.at && (await isMeasured(module)));
  const session = new Session(module, keeper, record, asksFirst);
  const item = session.stop && itemAt(session.stop);
  // Its first question is on its way before the stage is drawn, and in a task of its own.
  const player = item && loadPlayer(item.kind).catch(() => undefined);
  // No sound in stories about harm.
  keepQuiet(module.sensitivity >= SENSITIVE);
  await breathe();
  target.replaceChildren();
  mountComponent(Stage, {
    target,
    props: {
      session,
      band,
      links: { track: trackUrl, next: nextUrl, print: printUrl },
      onplay: () => (target.dataset["playing"] = ""),
    },
  });
  // A page is not ready before its first question is: what waits for that would hold it up.
  await player;
  whenSettled(() => void warm(module, session.stops));
}

/**
 * Whether the questions before a module are asked: of a class that was given it, and of educators, who
 * are certified for what they learn. For everybody else it begins with its story.
 */
async function isMeasured(module: Module): Promise<boolean> {
  if (canBePassed(module)) return true;
  if (!recall("class")) return false;
  const { isGiven } = await import("../../lib/crew/given");
  return isGiven(module.key, module.locale);
}
