/**
 * What makes the pages comfortable for one person: sound, read-aloud, letters, space, motion.
 *
 * It is kept on this device only. How a page looks is in `dress.ts`; the rest is asked for where it is
 * used. Whoever must know at once that something was chosen listens with `onComfort`.
 */
import type { Band } from "../api/types";
import { recall, remember } from "../device/choices";
import { dress, looks, type Look } from "./dress";

const EVENT = "cop:comfort";

/** How fast words are read aloud, as a ratio to the voice's own pace. */
export const SPEEDS = [0.8, 1, 1.2] as const;
export type Speed = (typeof SPEEDS)[number];

/** Choose a look, or not. */
export function wear(look: Look, isWorn: boolean): void {
  keep(look, isWorn ? looks[look] : "");
  dress();
}

/** Whether cues may sound: yes from the first tap on, but in the grown dress only when asked for. */
export function hasSound(): boolean {
  const chosen = recall("sound");
  return chosen ? chosen === "on" : document.documentElement.dataset["dress"] !== "grown";
}

/** Whether words are read aloud by themselves: for the youngest, and for whoever asked for it. */
export function readsAloud(band: Band): boolean {
  const chosen = recall("say");
  return chosen ? chosen === "on" : band === "5-7";
}

export function speed(): Speed {
  const chosen = Number(recall("speed"));
  return SPEEDS.find((one) => one === chosen) ?? 1;
}

/** Keep a choice, and tell those who listen. */
export function keep(choice: Look | "sound" | "say" | "speed", value: string): void {
  remember(choice, value);
  dispatchEvent(new Event(EVENT));
}

/** Call back when something was chosen. Gives a function that stops it. */
export function onComfort(act: () => void): () => void {
  addEventListener(EVENT, act);
  return () => removeEventListener(EVENT, act);
}
