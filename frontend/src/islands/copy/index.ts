/**
 * A button that copies the value of an input: `<button data-island="copy" data-from hidden>`, shown where
 * scripts run. What came of it is said in the `[role=status]` beside it, by its `data-copied` or
 * `data-failed`.
 */
export function mount(target: HTMLElement): void {
  const source = document.getElementById(target.dataset["from"] ?? "");
  const status = target.parentElement?.querySelector<HTMLElement>("[role=status]");
  if (!(source instanceof HTMLInputElement) || !status) return;

  async function copy(input: HTMLInputElement): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(input.value);
      return true;
    } catch {
      // Without leave, or without a safe connection: it stands ready to be copied by hand.
      input.select();
      return false;
    }
  }

  target.addEventListener("click", () => {
    void copy(source).then((isCopied) => {
      status.textContent = status.dataset[isCopied ? "copied" : "failed"] ?? "";
    });
  });
  target.hidden = false;
}
