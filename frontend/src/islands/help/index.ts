/**
 * The help buoy and the quick exit, in the same corner of every game page.
 *
 * `<div data-island="help" data-locale data-country data-exit="hide|leave" data-report="true|false">`
 * holds a plain link to help, which becomes the button. The dialog's chunk and the country's helplines
 * are fetched on every page when the browser is idle: help then opens without a network, and no
 * request tells that somebody opened it.
 */
import type { ArtName } from "../../art/names";
import { artUrl } from "../../art/sheets";
import { t } from "../../lib/i18n";
import { whenIdle } from "../../lib/moments";
import { leave, onShiftThrice } from "./quick-exit";

const SVG = "http://www.w3.org/2000/svg";

const loadHelp = () => import("./help");

export function mount(target: HTMLElement): void {
  const { locale = "en", country = "", exit, report } = target.dataset;

  const exitWords = exit === "hide" ? t("help.hide") : t("help.leave");
  const link = target.querySelector("a");
  const help = button("help__link", link ? [...link.childNodes] : [t("help.button")]);
  help.setAttribute("aria-haspopup", "dialog");
  const open = (opener: HTMLElement) => {
    loadHelp()
      .then(({ openHelp }) =>
        openHelp(opener, { locale, country, report: report === "true", exitWords }),
      )
      // Without the dialog there is still the help that stands in the page itself.
      .catch(() => link && (location.hash = link.hash));
  };
  help.addEventListener("click", () => open(help));
  // Whatever else offers help, such as the ending of a chat, opens the same dialog.
  addEventListener("cop:help", () => {
    const { activeElement } = document;
    open(activeElement instanceof HTMLElement ? activeElement : help);
  });

  const words = document.createElement("span");
  words.className = "help__more";
  words.textContent = exitWords;
  const quickExit = button("help__link help__exit", [
    picture(exit === "hide" ? "i-hide" : "i-leave"),
    words,
  ]);
  quickExit.title = t("help.shift");
  quickExit.addEventListener("click", leave);
  onShiftThrice(leave);

  target.replaceChildren(help, quickExit);
  whenIdle(() => {
    loadHelp()
      .then(({ fetchAhead }) => fetchAhead(locale, country))
      .catch(() => undefined);
  });
}

function button(className: string, content: (Node | string)[]): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.append(...content);
  return made;
}

function picture(name: ArtName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "art art--directed");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", artUrl(name));
  svg.append(use);
  return svg;
}
