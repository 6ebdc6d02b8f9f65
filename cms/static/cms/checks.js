/* The checks of a module: a link goes to the block it names, and a saved draft is checked anew. */
(() => {
  const MARK = "#:w:contentpath=";

  /** The field or block at a content path, such as "steps.<id>.options.<id>.text". */
  function find(path) {
    let found = document.querySelector("form[data-edit-form]");
    for (const part of path.split(".")) {
      const next = found?.querySelector(
        `[data-contentpath="${CSS.escape(part)}"]`,
      );
      if (!next) break;
      found = next;
    }
    return found?.matches("[data-contentpath]") ? found : null;
  }

  /** Wait until an element is shown: a tab fades in. */
  async function appearance(element) {
    for (let tries = 0; tries < 20 && !element.checkVisibility(); tries += 1) {
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Open the tab and the panels round an element, then put the focus in it. */
  async function show(element) {
    const tab = element.closest('[role="tabpanel"]');
    document.getElementById(tab?.getAttribute("aria-labelledby"))?.click();
    const panels = [];
    for (let at = element; at; at = at.parentElement?.closest("[data-panel]"))
      panels.unshift(at);
    for (const panel of panels) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
    const field =
      element.querySelector(
        "textarea:not([hidden]), input:not([type=hidden], [hidden]), select, [contenteditable=true]",
      ) ?? element.querySelector("button");
    await appearance(field ?? element);
    // The panels that open push the field down, and Wagtail scrolls to the tab it shows.
    await new Promise((done) => setTimeout(done, 300));
    field?.focus({ preventScroll: true });
    (field ?? element).scrollIntoView({ block: "center", behavior: "instant" });
  }

  /** Go where a hash leads; tell whether it leads anywhere. */
  function follow(hash) {
    const element =
      hash.startsWith(MARK) &&
      find(decodeURIComponent(hash.slice(MARK.length)));
    if (element) void show(element);
    return Boolean(element);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".checks__place a, a[data-place]");
    if (!link || link.pathname !== location.pathname) return;
    if (follow(link.hash)) event.preventDefault();
  });
  // Wagtail's tabs have put their own name into the address by now.
  const [visit] = performance.getEntriesByType("navigation");
  window.addEventListener("load", () => follow(new URL(visit.name).hash));

  /** Where the checks are read anew: a new page has none before its first draft is saved. */
  function source(old, page) {
    const url =
      old.dataset.checks ||
      (page && old.dataset.checksOf?.replace("/0/", `/${page}/`));
    return url || "";
  }

  // Of a form that it refused Wagtail 8.0 watches nothing more once it has kept it as a draft; a
  // new interval makes it look again. Caught on the way down: then the form still says so.
  document.addEventListener(
    "w-autosave:success",
    ({ target }) => {
      if (target.dataset.wUnsavedForceValue !== "true") return;
      setTimeout(() => (target.dataset.wUnsavedCheckIntervalValue = "501"));
    },
    { capture: true },
  );

  document.addEventListener("w-autosave:success", async ({ detail }) => {
    const old = document.querySelector("[data-checks], [data-checks-of]");
    const url = old && source(old, detail?.data?.pk);
    if (!url) return;
    const response = await fetch(`${url}?panel`);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(
      await response.text(),
      "text/html",
    );
    const fresh = page.querySelector("[data-checks]");
    if (!fresh) return;
    if (!old.dataset.checks) {
      old.replaceChildren(...fresh.childNodes);
      old.className = fresh.className;
      old.dataset.checks = fresh.dataset.checks;
      return;
    }
    // The summary stays the same element, so that a change of it is read out.
    old.querySelector("[role=status]").textContent = fresh
      .querySelector("[role=status]")
      .textContent.trim();
    old.querySelector("ul").replaceWith(fresh.querySelector("ul"));
  });
})();
