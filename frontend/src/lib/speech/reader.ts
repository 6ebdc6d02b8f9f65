/**
 * Reads passages aloud one after the other and shows where it is: the passage in a frame, and the word in a
 * marker's colour where the voice says where it is and the browser can paint it (CSS Custom Highlight API).
 */
import { currentLocale } from "../i18n";
import { wordAt, type Passage } from "./passages";

interface Manner {
  voice: SpeechSynthesisVoice;
  /** A ratio to the voice's own pace. */
  rate: number;
  /** Called once when all is said, or when it was stopped. */
  onend: () => void;
}

const NAME = "say";
const SAYING = "data-saying";

/** What is being said; kept, because a browser may forget an utterance that nobody holds. */
let queue: SpeechSynthesisUtterance[] = [];
let end: (() => void) | undefined;

/** Begin to read; whatever was being read stops. */
export function read(passages: readonly Passage[], { voice, rate, onend }: Manner): void {
  hush();
  const own = passages.map((passage) => utter(passage, voice, rate));
  const last = own.at(-1);
  if (!last) {
    onend();
    return;
  }
  queue = own;
  end = onend;
  for (const [index, utterance] of own.entries()) {
    const passage = passages[index];
    // What is stopped may still report; only the present queue is listened to.
    const now = (act: () => void) => () => queue === own && act();
    utterance.addEventListener(
      "start",
      now(() => passage && frame(passage)),
    );
    utterance.addEventListener("error", now(hush));
    utterance.addEventListener("boundary", ({ name, charIndex }) => {
      if (queue === own && passage && name !== "sentence") mark(wordAt(passage, charIndex));
    });
    speechSynthesis.speak(utterance);
  }
  last.addEventListener("end", () => queue === own && hush());
  addEventListener("pagehide", hush, { once: true });
}

/** Be quiet. */
export function hush(): void {
  const done = end;
  queue = [];
  end = undefined;
  removeEventListener("pagehide", hush);
  mark(undefined);
  frame(undefined);
  speechSynthesis.cancel();
  done?.();
}

function utter({ text }: Passage, voice: SpeechSynthesisVoice, rate: number) {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = currentLocale();
  utterance.voice = voice;
  utterance.rate = rate;
  return utterance;
}

function frame(passage: Passage | undefined): void {
  mark(undefined);
  document.querySelector(`[${SAYING}]`)?.removeAttribute(SAYING);
  passage?.pieces[0]?.node.parentElement?.setAttribute(SAYING, "");
}

function mark(word: Range | undefined): void {
  if (!("highlights" in CSS)) return;
  if (word) CSS.highlights.set(NAME, new Highlight(word));
  else CSS.highlights.delete(NAME);
}
