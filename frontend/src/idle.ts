/**
 * What a page does when it stands and the browser is idle: the network, the worker, what is kept on
 * this device, and whom the server has still to forget.
 */
import { start as startConnection } from "./islands/connection";
import { sayFarewells } from "./lib/crew/farewell";
import { prefersStillness } from "./lib/moments";

/** Begin, in the language of the page. Rejects when something could not be fetched. */
export async function begin(lang: string): Promise<void> {
  const goodbye = () => void sayFarewells().catch(() => undefined);
  goodbye();
  addEventListener("online", goodbye);
  // The style lets pages follow from one another; it cannot see who asked this site for less motion.
  addEventListener("pageswap", ({ viewTransition }) => {
    if (prefersStillness()) viewTransition?.skipTransition();
  });
  await startConnection(lang);
}
