/* The branch map: drawn anew by the server from the unsaved form whenever a chat in it changes. */
(() => {
  const FIELD = "steps";
  const CHAT = "chat";
  const PAUSE = 400; // milliseconds without a further change

  const panel = () => document.querySelector("[data-branch-map]");
  const form = () => document.querySelector("form[data-edit-form]");
  let timer;
  let asked = "";
  let request = new AbortController();

  /** What the form holds of its chats, and of the other steps only which they are. */
  function chats() {
    const all = new FormData(form());
    const kept = new URLSearchParams();
    for (const [name, value] of all) {
      const [, index, rest] = name.match(`^${FIELD}-(\\d+)-(.+)$`) ?? [];
      const isKept = rest?.startsWith("value-")
        ? all.get(`${FIELD}-${index}-type`) === CHAT
        : index !== undefined || name === `${FIELD}-count`;
      if (isKept && typeof value === "string") kept.append(name, value);
    }
    return kept;
  }

  /** Put new maps in the place of the old, without taking focus, scrolling or an open list away. */
  function replace(html) {
    const place = panel().querySelector("[data-branch-map-drawings]");
    const fresh = place.cloneNode(false);
    fresh.innerHTML = html;
    const frames = [...place.querySelectorAll(".branch-map__frame")];
    const open = [...place.querySelectorAll("details")].map((one) => one.open);
    const within = place.contains(document.activeElement) ? document.activeElement : null;
    const href = within?.getAttribute("href");
    const nth = frames.indexOf(within);
    const scrolled = frames.map((one) => [one.scrollLeft, one.scrollTop]);
    fresh.querySelectorAll("details").forEach((one, index) => (one.open = open[index] ?? false));
    place.replaceWith(fresh);
    fresh.querySelectorAll(".branch-map__frame").forEach((one, index) => {
      [one.scrollLeft, one.scrollTop] = scrolled[index] ?? [0, 0];
      if (index === nth) one.focus({ preventScroll: true });
    });
    if (href) fresh.querySelector(`[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
    count(fresh);
  }

  /** Tell on the panel's button how many nodes are to be mended. */
  function count(place) {
    const counter = document.querySelector(
      '[data-side-panel-toggle="branch-map"] [data-side-panel-toggle-counter]',
    );
    if (!counter) return;
    const numbers = [...place.querySelectorAll("[data-to-mend]")].map((one) => one.dataset.toMend);
    const sum = numbers.reduce((total, number) => total + Number(number), 0);
    counter.textContent = String(sum);
    counter.hidden = sum === 0;
  }

  async function draw() {
    if (!panel() || !form()) return;
    const body = chats();
    const wanted = body.toString();
    if (wanted === asked || !body.has(`${FIELD}-count`)) return;
    asked = wanted;
    request.abort();
    request = new AbortController();
    const { signal } = request;
    let html;
    try {
      const headers = { "X-CSRFToken": form().elements.csrfmiddlewaretoken.value };
      const answer = await fetch(panel().dataset.branchMap, { method: "POST", body, headers, signal });
      if (answer.ok && !answer.redirected) html = await answer.text();
    } catch {
      // No network, or a newer drawing was asked for.
    }
    if (signal.aborted) return;
    panel().querySelector("[data-branch-map-trouble]").hidden = html !== undefined;
    if (html === undefined) asked = "";
    else replace(html);
  }

  function drawSoon() {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  }

  /** On a narrow screen the panel covers the form: close it, or nobody sees where they went. */
  function uncover(event) {
    if (!event.target.closest(".branch-map a[data-place]")) return;
    const side = document.querySelector("[data-form-side]");
    if (side.clientWidth < window.innerWidth * 0.75) return;
    side.querySelector("[data-form-side-close-button]").click();
  }

  for (const name of ["input", "change", "click"]) {
    document.addEventListener(name, (event) => form()?.contains(event.target) && drawSoon());
  }
  // Wagtail tells of changes that have no event of their own, such as blocks that were moved.
  for (const name of ["w-unsaved:add", "w-unsaved:clear", "w-autosave:success"]) {
    document.addEventListener(name, drawSoon);
  }
  document.addEventListener("click", uncover);
  /** Show where each chat starts: at the top, in the middle. */
  function centre() {
    for (const frame of panel().querySelectorAll(".branch-map__frame")) {
      const aside = (frame.scrollWidth - frame.clientWidth) / 2;
      frame.scrollLeft = getComputedStyle(frame).direction === "rtl" ? -aside : aside;
    }
  }

  // The form came back with errors: what was drawn is what was saved before.
  window.addEventListener("load", () => {
    panel()?.closest("[data-side-panel]").addEventListener("show", centre, { once: true });
    if (panel()?.dataset.old === "yes") drawSoon();
  });
})();
