/**
 * What happens beside every page, when nothing better is to do: the worker is brought here, the
 * network is watched, answers that wait are sent (and what keeps them is said), buttons to download
 * modules are put in.
 */
import { mount } from "svelte";
import { bandOfPage } from "../../lib/bands";
import { recall } from "../../lib/device/choices";
import { loadWords } from "../../lib/i18n/words";
import { breathe } from "../../lib/moments";
import { openOutbox } from "../../lib/offline";
import { hasWorker, registerWorker } from "../../lib/offline/register";
import Sign from "./Sign.svelte";
import { News } from "./news.svelte";
import { renewOpened } from "./renew";

/** Rejects when something cannot be fetched; the page is as good without it. */
export async function start(locale: string): Promise<void> {
  // An editor's preview is a frame of its own; it needs nothing of this.
  if (window.top !== window) return;
  await loadWords("offline");
  const outbox = openOutbox({ locale, band: bandOfPage() });
  const news = new News(outbox);
  // The seat of who plays is used on another device, or is gone.
  const look = () => {
    if (outbox.failure !== 401 || !recall("class")) return;
    void import("../due/gone")
      .then(({ sayGone }) => sayGone(`/${locale}/join/`))
      .catch(() => undefined);
  };
  addEventListener("cop:unsent", look);
  look();
  await breathe();
  mount(Sign, { target: document.body, props: { news, page: `/${locale}/offline/` } });
  if (hasWorker) {
    // A browser that forbids workers plays as before.
    await registerWorker((worker) => news.offer(worker)).catch(() => undefined);
    await renewOpened(locale);
  }
  if (document.querySelector("[data-keep]")) await (await import("../keep")).mountAll();
}
