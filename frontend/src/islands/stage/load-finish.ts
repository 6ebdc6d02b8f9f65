import { loadWords } from "../../lib/i18n/words";

/** Load the end of a module, with its words. Rejects when something cannot be fetched. */
export async function loadFinish() {
  const [finish] = await Promise.all([import("./Finish.svelte"), loadWords("finish")]);
  return finish;
}
