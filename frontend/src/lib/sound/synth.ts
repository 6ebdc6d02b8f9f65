/** A choice landed; it was right; it may be tried again; a pearl was won; a page was turned. */
export type Cue = "land" | "right" | "again" | "pearl" | "turn";

/** One note: pitch at its start and at its end in hertz, when it begins and how long it rings in seconds. */
type Note = readonly [from: number, to: number, at: number, length: number];

/** Soft at the top of it: a classroom has thirty of these. */
const LOUDNESS = 0.12;

const tunes: Readonly<Record<Cue, readonly Note[]>> = {
  // A pebble on wood
  land: [[420, 240, 0, 0.09]],
  // Two drops that rise
  right: [
    [659, 659, 0, 0.22],
    [988, 988, 0.1, 0.4],
  ],
  // A low "hm", that asks and does not scold
  again: [
    [330, 330, 0, 0.18],
    [370, 392, 0.14, 0.26],
  ],
  // Bubbles, one after the other, up to the light
  pearl: [
    [523, 523, 0, 0.35],
    [659, 659, 0.13, 0.35],
    [784, 784, 0.26, 0.4],
    [1047, 1047, 0.39, 0.8],
  ],
  // A page, rather felt than heard
  turn: [[300, 480, 0, 0.1]],
};

let context: AudioContext | undefined;

/** Let a cue be heard. Browsers allow it once the page was tapped. */
export function play(cue: Cue): void {
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  for (const note of tunes[cue]) ring(context, note);
}

function ring(at: AudioContext, [from, to, wait, length]: Note): void {
  const start = at.currentTime + wait;
  const tone = at.createOscillator();
  const volume = at.createGain();
  tone.frequency.setValueAtTime(from, start);
  tone.frequency.exponentialRampToValueAtTime(to, start + length);
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, start + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
  tone.connect(volume).connect(at.destination);
  tone.start(start);
  tone.stop(start + length);
}
