/**
 * The comfort button in the bar of every page.
 *
 * `<div data-island="comfort">` holds its button; the panel is a chunk of its own, fetched when it is opened.
 */
export function mount(target: HTMLElement): void {
  const button = target.querySelector("button");
  button?.addEventListener("click", () => {
    import("./panel")
      .then(({ toggle }) => toggle(target, button))
      // Nothing has opened: pressing again tries again.
      .catch(() => undefined);
  });
}
