import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keep } from "../comfort";
import { cue, keepQuiet, type Cue } from ".";

const vibrate = vi.fn();
let tones: number[];

class FakeContext {
  state = "running";
  currentTime = 0;
  destination = {};
  createGain = () => ({
    gain: { setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() },
    connect: vi.fn(),
  });
  createOscillator = () => ({
    frequency: {
      setValueAtTime: (hertz: number) => tones.push(hertz),
      exponentialRampToValueAtTime: vi.fn(),
    },
    connect: () => ({ connect: vi.fn() }),
    start: vi.fn(),
    stop: vi.fn(),
  });
}

let clock = 0;

/** Give a cue and wait until its sound could have been made. */
async function give(name: Cue): Promise<void> {
  clock += 1000;
  cue(name);
  await vi.dynamicImportSettled();
  await Promise.resolve();
}

function stubNavigator(more: object): void {
  vi.stubGlobal("navigator", Object.assign(Object.create(navigator), { vibrate, ...more }));
}

beforeEach(() => {
  localStorage.clear();
  document.documentElement.dataset["dress"] = "standard";
  tones = [];
  vibrate.mockClear();
  keepQuiet(false);
  vi.stubGlobal("AudioContext", FakeContext);
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  stubNavigator({});
});
afterEach(() => vi.unstubAllGlobals());

describe("a cue", () => {
  it("is heard, each with notes of its own, and a landing is felt, too", async () => {
    const heard = new Map<Cue, number[]>();
    for (const name of ["land", "right", "again", "pearl", "turn"] as const) {
      tones = [];
      await give(name);
      heard.set(name, tones);
    }
    expect([...heard.values()].every((notes) => notes.length > 0)).toBe(true);
    expect(new Set([...heard.values()].map(String)).size).toBe(5);
    expect(vibrate).toHaveBeenCalledOnce();
    expect(vibrate.mock.calls[0]?.[0]).toBeGreaterThanOrEqual(10);
    expect(vibrate.mock.calls[0]?.[0]).toBeLessThanOrEqual(20);
  });

  it("does not rattle while something slides", async () => {
    await give("land");
    cue("land");
    cue("land");
    expect(vibrate).toHaveBeenCalledOnce();
  });

  it.each([
    ["sound is switched off", () => keep("sound", "off")],
    ["the story is a hard one", () => keepQuiet(true)],
    [
      "the page was not tapped yet",
      () => stubNavigator({ userActivation: { hasBeenActive: false } }),
    ],
    ["the dress is the grown one", () => (document.documentElement.dataset["dress"] = "grown")],
  ])("is neither heard nor felt when %s", async (_when, arrange) => {
    arrange();
    for (const name of ["land", "right", "pearl"] as const) await give(name);
    expect(tones).toEqual([]);
    expect(vibrate).not.toHaveBeenCalled();
  });

  it("is heard in the grown dress when asked for", async () => {
    document.documentElement.dataset["dress"] = "grown";
    keep("sound", "on");
    await give("right");
    expect(tones).not.toEqual([]);
  });

  it("gives way to speech", async () => {
    vi.stubGlobal("speechSynthesis", { speaking: true });
    await give("right");
    expect(tones).toEqual([]);
    vi.stubGlobal("speechSynthesis", { speaking: false });
    await give("right");
    expect(tones).not.toEqual([]);
  });

  it("gives way to a recording", async () => {
    const audio = document.body.appendChild(document.createElement("audio"));
    Object.defineProperty(audio, "paused", { value: false });
    await give("right");
    expect(tones).toEqual([]);
    audio.remove();
  });
});
