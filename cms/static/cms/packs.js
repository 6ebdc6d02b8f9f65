/* Follows an import that a task does, and shows its report once it is there. */
(() => {
  const EVERY = 2000;
  const place = document.querySelector("[data-packs-progress]");
  if (!place) return;
  const bar = place.querySelector("progress");

  async function look() {
    try {
      const answer = await fetch(place.dataset.packsProgress, {
        headers: { Accept: "application/json" },
      });
      if (answer.ok) {
        const { percent, over } = await answer.json();
        if (over) {
          window.location.reload();
          return;
        }
        bar.value = percent;
      }
    } catch {
      // The connection is gone for a moment; the next look may find it.
    }
    window.setTimeout(look, EVERY);
  }

  window.setTimeout(look, EVERY);
})();
