/**
 * The service worker of this device: brings it here, and says when a newer one waits.
 *
 * Browsers without one, or that forbid it, play as before, with a network.
 */
import type { Message } from "./names";

const SCRIPT = "/sw.js";
/** How long a page waits to be served by the worker, in milliseconds. */
const PATIENCE_MS = 20_000;

export const hasWorker = "serviceWorker" in navigator && "caches" in window;

/**
 * Register the worker. Calls back, at once or later, when a newer one is ready to take over.
 *
 * Resolves when the registration is made; rejects when the browser refuses.
 */
export async function registerWorker(onnewer: (worker: ServiceWorker) => void): Promise<void> {
  const { serviceWorker } = navigator;
  const wasServed = serviceWorker.controller !== null;
  const registration = await serviceWorker.register(SCRIPT, { updateViaCache: "none" });
  if (registration.waiting && wasServed) onnewer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && serviceWorker.controller) onnewer(installing);
    });
  });
  if (!wasServed) void served().then(keepLoaded, () => undefined);
}

/** Let a waiting worker serve from now on, and load this page anew with it. Other pages stay as they are. */
export function takeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  tell(worker, { type: "take-over" });
}

/** The worker that serves this page, as soon as there is one. Rejects when none comes. */
export async function served(): Promise<ServiceWorker> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return serviceWorker.controller;
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no worker serves this page")), PATIENCE_MS);
    serviceWorker.addEventListener("controllerchange", () => {
      if (serviceWorker.controller) resolve(serviceWorker.controller);
    });
  });
}

/** What this page loaded before the worker was there is what was opened, too. */
function keepLoaded(worker: ServiceWorker): void {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const [page = ""] = location.href.split("#");
  tell(worker, { type: "keep", urls: [page, ...new Set(loaded)] });
}

function tell(worker: ServiceWorker, message: Message): void {
  worker.postMessage(message);
}
