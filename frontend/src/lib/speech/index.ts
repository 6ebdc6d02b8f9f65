/**
 * The browser's own voice, for those who cannot read yet. Nothing leaves the device but what the
 * system's speech service may send by itself; a voice that works on the device is preferred.
 */
import { currentLocale } from "../i18n";

/** Whether this browser has a voice at all. */
export function canSpeak(): boolean {
  return "speechSynthesis" in window;
}

/** Say lines one after another in the language of the page; stops what was being said. */
export function say(lines: string[], onend: () => void): void {
  speechSynthesis.cancel();
  const language = currentLocale();
  const voice = speechSynthesis
    .getVoices()
    .find(({ lang, localService }) => localService && lang.startsWith(language.slice(0, 2)));
  const spoken = lines.filter((line) => line.trim() !== "");
  for (const [index, line] of spoken.entries()) {
    const utterance = new SpeechSynthesisUtterance(line);
    utterance.lang = language;
    utterance.rate = 0.9;
    if (voice) utterance.voice = voice;
    if (index === spoken.length - 1) utterance.addEventListener("end", onend);
    utterance.addEventListener("error", onend);
    speechSynthesis.speak(utterance);
  }
}

/** Be quiet. */
export function hush(): void {
  speechSynthesis.cancel();
}
