/** Run something when the browser has nothing better to do. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 3000 });
  else setTimeout(work, 500);
}

/**
 * Run something once somebody has begun to use the page, or when they have looked at it for four
 * seconds, and the browser is idle: the first moments, and the answer to the first touch, are theirs.
 */
export function whenSettled(work: () => void): void {
  const beginnings = ["pointerdown", "keydown"] as const;
  const settle = (event?: Event) => {
    // Shift alone does nothing yet, or is somebody on their way out (`quick-exit.ts`).
    if ((event as KeyboardEvent | undefined)?.key === "Shift") return;
    clearTimeout(timer);
    for (const kind of beginnings) removeEventListener(kind, settle);
    whenIdle(work);
  };
  const timer = setTimeout(() => settle(), 4000);
  for (const kind of beginnings) addEventListener(kind, settle);
}

/** Let the browser paint, and answer whoever waits for it, before what comes next. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Whether this person asked their system for less motion. */
export function systemIsStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Whether this person asked for less motion, their system or this site (`lib/comfort`). */
export function prefersStillness(): boolean {
  return document.documentElement.dataset["motion"] === "less" || systemIsStill();
}
