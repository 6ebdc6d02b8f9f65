/**
 * The home page remembers who plays on this device, and leads on to where they were.
 *
 * `<div data-island="home" data-locale>` takes the link "Go on where you were"; the doors are
 * `a[data-who]` with `data-band` for a child's. The chosen one is marked `aria-current`.
 */
import { call } from "../../lib/api/client";
import { recall, remember } from "../../lib/device/choices";
import { t } from "../../lib/i18n";
import { lastVisit, type Visit } from "../../lib/state/visit";

export async function mount(target: HTMLElement): Promise<void> {
  const { locale = "en" } = target.dataset;
  for (const door of document.querySelectorAll<HTMLElement>("[data-who]")) {
    const who = door.dataset["band"] || door.dataset["who"] || "";
    if (who === recall("who")) door.setAttribute("aria-current", "true");
    door.addEventListener("click", () => remember("who", who));
  }
  // A missing list; the doors are all here.
  if (recall("class"))
    void import("../due").then(({ showDue }) => showDue()).catch(() => undefined);
  const visit = await lastVisit();
  const there = visit && (await inLanguage(visit, locale));
  if (there) target.replaceChildren(linkTo(there));
}

/** The last module in the language of this page, or nothing when it has none. */
async function inLanguage(visit: Visit, locale: string): Promise<Visit | undefined> {
  if (visit.locale === locale) return visit;
  try {
    const modules = await call("get", "/api/v1/modules/", { query: { locale } });
    const same = modules.find(({ key }) => key === visit.module);
    return same && { module: same.key, title: same.title, url: same.url, locale };
  } catch {
    // A missing shortcut; the doors are still there.
    return undefined;
  }
}

function linkTo({ title, url }: Visit): HTMLElement {
  const link = document.createElement("a");
  link.className = "go-on";
  link.href = url;
  const words = document.createElement("span");
  words.textContent = t("home.go_on");
  const name = document.createElement("strong");
  name.textContent = title;
  link.append(words, " ", name);
  return link;
}
