// wagtail-localize's editor opens a field for a file by a button and gives the field no name.
(() => {
  const bar = document.querySelector("[data-file-label]");
  if (!bar) return;
  const label = () => {
    const fields = ".js-translation-editor input[type=file]:not([aria-label])";
    for (const field of document.querySelectorAll(fields)) {
      field.setAttribute("aria-label", bar.dataset.fileLabel);
      field.accept = ".po";
    }
  };
  new MutationObserver(label).observe(document.body, { childList: true, subtree: true });
  label();
})();
