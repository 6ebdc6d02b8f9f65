/**
 * Small sounds and a touch that say that something landed. They are never the only sign of it.
 *
 * `cue` may be called anywhere, and decides by itself whether anything is to be heard. The sounds are made
 * in the browser (`synth.ts`), in a chunk that is fetched with the first of them.
 */
import { hasSound } from "../comfort";
import { wasTapped } from "../tap";
import type { Cue } from "./synth";

export type { Cue } from "./synth";

/** Milliseconds of touch, for phones that can. */
const TOUCH = 12;
/** A slider reports every step of the way: no cue of a landing follows another within this, in milliseconds. */
const PAUSE = 90;

let isQuiet = false;
let landed = -Infinity;

/** Let no cue be heard or felt, as in stories about harm (`sensitivity` of 2 and more). */
export function keepQuiet(quiet: boolean): void {
  isQuiet = quiet;
}

/** Fetch the sounds ahead, to have them without a network. */
export const loadSynth = () => import("./synth");

export function cue(name: Cue): void {
  if (isQuiet || !wasTapped() || !hasSound()) return;
  if (name === "land") {
    const now = performance.now();
    if (now - landed < PAUSE) return;
    landed = now;
    if ("vibrate" in navigator) navigator.vibrate(TOUCH);
  }
  if (isSomethingSaid()) return;
  // Without it the game is only more quiet.
  loadSynth()
    .then(({ play }) => play(name))
    .catch(() => undefined);
}

/** Speech comes first: the browser's voice, a recording, a film. */
function isSomethingSaid(): boolean {
  if ("speechSynthesis" in window && speechSynthesis.speaking) return true;
  const players = document.querySelectorAll<HTMLMediaElement>("audio, video");
  return [...players].some(({ paused, ended }) => !paused && !ended);
}
