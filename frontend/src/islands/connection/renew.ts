import { keepPack, packOf } from "../../lib/offline/packs";
import { loadParts } from "../keep/parts";

/** Bring the pack of the module that is open up to date, if it is an older one than what is played. */
export async function renewOpened(locale: string): Promise<void> {
  const stage = document.querySelector<HTMLElement>('[data-payload-url^="/"]');
  const { module: key = "", version = "" } = stage?.dataset ?? {};
  if (!version || !navigator.onLine) return;
  const pack = await packOf({ locale, key });
  if (!pack || pack.version === version) return;
  await keepPack({ ...pack, version }, loadParts).catch(() => undefined);
}
