/**
 * A part of a page that follows the server: `<div data-island="live" data-url data-seconds>`.
 *
 * The address gives the HTML of the part with an ETag; while nothing has changed it answers 304 and the
 * page stays as it is. A hidden tab asks nothing; a lost network or a busy server is asked again, later.
 */
export function mount(target: HTMLElement): void {
  const { url = "", seconds = "2" } = target.dataset;
  const pause = Number(seconds) * 1000;
  let etag = "";
  let failures = 0;

  /** Ask once; false when asking again is of no use. */
  async function ask(): Promise<boolean> {
    if (document.hidden) return true;
    try {
      const headers = etag ? { "If-None-Match": etag } : undefined;
      const answer = await fetch(url, { headers, cache: "no-store", redirect: "error" });
      if (answer.status === 404) return false;
      failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
      // What somebody is working in is not taken from under their hands.
      if (!answer.ok || target.contains(document.activeElement)) return true;
      etag = answer.headers.get("ETag") ?? "";
      show(target, await answer.text());
    } catch {
      failures += 1;
    }
    return true;
  }

  async function follow(): Promise<void> {
    if (!(await ask()) || !target.isConnected) return;
    setTimeout(() => void follow(), pause * Math.min(2 ** failures, 16));
  }

  document.addEventListener("visibilitychange", () => void ask());
  void follow();
}

/** Put the new words in place; what says the same stays, so that only news is read aloud. */
function show(target: HTMLElement, html: string): void {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const parts = [...fresh.content.children];
  const same = parts.length === target.children.length;
  if (!same) return target.replaceChildren(...parts);
  parts.forEach((part, place) => {
    const old = target.children[place];
    if (old && !old.isEqualNode(part)) {
      if (old.role === "status") old.replaceChildren(...part.childNodes);
      else if (old.matches("ul, ol")) renew(old, part);
      else old.replaceWith(part);
    }
  });
}

/** Bring a list up to date; the items that were there stay where they are, so that only new ones move in. */
function renew(list: Element, fresh: Element): void {
  const items = [...fresh.children];
  items.forEach((item, place) => {
    const old = list.children[place];
    if (!old?.isEqualNode(item)) list.insertBefore(item, old ?? null);
  });
  while (list.children.length > items.length) list.lastElementChild?.remove();
}
