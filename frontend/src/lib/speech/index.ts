/**
 * Whether words can be read aloud; how is in `voice.ts` (which voice), `passages.ts` (what, and where it
 * stands) and `reader.ts`, which are fetched with the button that reads (`ui/Say.svelte`).
 */
import { recall } from "../device/choices";
import { currentLocale } from "../i18n";

/** Whether it is worth asking for a voice: a language that had none on this device is not asked for again. */
export function mayHaveVoice(): boolean {
  return "speechSynthesis" in window && recall("voiceless") !== currentLocale();
}
