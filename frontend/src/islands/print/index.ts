/**
 * A button that prints the page: `<button data-island="print" hidden>`, shown where scripts run.
 */
export function mount(target: HTMLElement): void {
  target.addEventListener("click", () => window.print());
  target.hidden = false;
}
