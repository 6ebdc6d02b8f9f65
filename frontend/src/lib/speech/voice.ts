/**
 * The voice of the device, for those who cannot read yet or would rather listen.
 *
 * Only voices that work on the device itself are used: the others send what they say to a service, and no
 * page here talks to anybody else. So reading aloud works without a network, too.
 */
import { recall, remember } from "../device/choices";
import { currentLocale } from "../i18n";

/** How long a browser may take to find its voices, in milliseconds; some never say that they have none. */
const PATIENCE = 3000;

const languageOf = (tag: string) => tag.toLowerCase().split(/[-_]/)[0] ?? "";

/** Find the device's voice for the language of the page; undefined when it has none. */
export async function findVoice(): Promise<SpeechSynthesisVoice | undefined> {
  const locale = currentLocale();
  const voices = "speechSynthesis" in window ? await allVoices() : [];
  const fitting = voices.filter(
    ({ lang, localService }) => localService && languageOf(lang) === languageOf(locale),
  );
  return fitting.find((voice) => voice.default) ?? fitting[0];
}

/**
 * Remember whether there is a voice. Gives true the first time that there is none, which is when it is
 * worth saying.
 */
export function noteVoice(voice: SpeechSynthesisVoice | undefined): boolean {
  const wasKnown = recall("voiceless") === currentLocale();
  if (voice && wasKnown) remember("voiceless", "");
  if (!voice && !wasKnown) remember("voiceless", currentLocale());
  return !voice && !wasKnown;
}

function allVoices(): Promise<SpeechSynthesisVoice[]> {
  const known = speechSynthesis.getVoices();
  if (known.length > 0) return Promise.resolve(known);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      speechSynthesis.removeEventListener("voiceschanged", done);
      resolve(speechSynthesis.getVoices());
    };
    const timer = setTimeout(done, PATIENCE);
    speechSynthesis.addEventListener("voiceschanged", done);
  });
}
