/**
 * Words that are fetched with what says them: each kind's, and those of rooms that few visits open.
 *
 * Apart from `index.ts`, so that the list of all parts does not travel with every page.
 */
import words from "virtual:words";
import { addWords, currentLocale, nearest } from ".";

/**
 * Add the words of a part (the name of a kind or a room) to the catalogue of the page.
 *
 * A part without words of its own has nothing to add. Rejects when they cannot be fetched.
 */
export async function loadWords(part: string): Promise<void> {
  const load = nearest(words, currentLocale())?.[part];
  if (load) addWords((await load()).default);
}
