/**
 * Leave at once, for someone who must not be seen here. Nothing of it is kept or sent.
 */
const NEUTRAL_PAGE = "/exit/";
const PRESSES = 3;
const WITHIN_MS = 2000;

/** Blank the page now, then put a dull page of this site in its place. */
export function leave(): void {
  // The style object, not a class: it must win over any rule and act before the next frame.
  document.documentElement.style.setProperty("display", "none", "important");
  document.title = "";
  for (const player of document.querySelectorAll("audio, video")) {
    (player as HTMLMediaElement).pause();
  }
  if ("speechSynthesis" in window) speechSynthesis.cancel();
  location.replace(NEUTRAL_PAGE);
}

/** Call back when Shift alone is pressed three times within two seconds. Gives a function that stops it. */
export function onShiftThrice(act: () => void): () => void {
  let presses: number[] = [];

  function press({ key, repeat }: KeyboardEvent): void {
    if (key !== "Shift") presses = [];
    else if (!repeat) {
      const now = performance.now();
      presses = [...presses.filter((time) => now - time < WITHIN_MS), now];
      if (presses.length >= PRESSES) {
        presses = [];
        act();
      }
    }
  }

  // Before any widget can stop it.
  window.addEventListener("keydown", press, { capture: true });
  return () => window.removeEventListener("keydown", press, { capture: true });
}
