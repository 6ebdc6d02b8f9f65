const STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** The button of the next group that an arrow key leads to, in the direction of reading. */
export function nextPut(root: HTMLElement, key: string): HTMLElement | undefined {
  const puts = [...root.querySelectorAll<HTMLElement>("[data-put]")];
  const at = puts.findIndex((button) => button === document.activeElement);
  const step = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined;
  if (at < 0 || step === undefined) return undefined;
  const isAcross = key === "ArrowRight" || key === "ArrowLeft";
  const isMirrored = isAcross && root.matches("[dir=rtl] *");
  return puts.at((at + (isMirrored ? -step : step)) % puts.length);
}
