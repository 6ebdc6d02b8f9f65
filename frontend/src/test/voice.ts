/** A browser with voices, of which a test can hear what is said and tell how far it is. */
import { vi } from "vitest";

export class Utterance extends EventTarget {
  lang = "";
  rate = 1;
  voice: { name: string } | null = null;
  constructor(readonly text: string) {
    super();
  }
}

/** Report that a word begins at a character of what is being said. */
export function reach(utterance: Utterance | undefined, charIndex: number): void {
  utterance?.dispatchEvent(Object.assign(new Event("boundary"), { name: "word", charIndex }));
}

/** Give the browser these voices; gives what is asked to be said, and a spy for being stopped. */
export function giveVoices(
  voices: { name: string; lang: string; localService: boolean; default?: boolean }[],
) {
  const spoken: Utterance[] = [];
  const cancel = vi.fn();
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  vi.stubGlobal("speechSynthesis", {
    cancel,
    speaking: false,
    getVoices: () => voices,
    addEventListener: vi.fn((_kind: string, ready: () => void) => ready()),
    removeEventListener: vi.fn(),
    speak: (utterance: Utterance) => spoken.push(utterance),
  });
  return { spoken, cancel };
}

export const english = { name: "Reef", lang: "en-GB", localService: true };
