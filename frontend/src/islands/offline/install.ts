/** Putting the site on the home screen, in browsers that offer it. */

interface InstallPrompt extends Event {
  prompt: () => Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** Call back with a function that asks, once the browser is ready to. Gives a function that stops it. */
export function whenInstallable(offer: (ask: () => Promise<boolean>) => void): () => void {
  const hear = (event: Event) => {
    // The browser's own bar would come by itself; ours waits on this page.
    event.preventDefault();
    offer(async () => {
      const { outcome } = await (event as InstallPrompt).prompt();
      return outcome === "accepted";
    });
  };
  addEventListener("beforeinstallprompt", hear);
  return () => removeEventListener("beforeinstallprompt", hear);
}
