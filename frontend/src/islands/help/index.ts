/**
 * The help buoy and the quick exit, in the same corner of every game page.
 *
 * `<div data-island="help" data-locale data-country data-exit="hide|leave" data-report="true|false">`
 * holds two plain links, to help and out of here, whose words and pictures become the buttons. The
 * dialog's chunk and the country's helplines are fetched on every page when its islands are there
 * (`cop:ready`) and the browser is idle: help then opens without a network, and no request tells that
 * somebody opened it.
 */
import { t } from "../../lib/i18n";
import { whenIdle } from "../../lib/moments";
import { leave, onShiftThrice } from "./quick-exit";

const loadHelp = () => import("./help");

export function mount(target: HTMLElement): void {
  const { locale = "en", country = "", exit, report } = target.dataset;

  const exitWords = exit === "hide" ? t("help.hide") : t("help.leave");
  const [link, exitLink] = target.querySelectorAll("a");
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

  const quickExit = button(
    "help__link help__exit",
    exitLink ? [...exitLink.childNodes] : [exitWords],
  );
  quickExit.title = t("help.shift");
  quickExit.addEventListener("click", leave);
  onShiftThrice(leave);

  target.replaceChildren(help, quickExit);
  const fetchAhead = () =>
    loadHelp()
      .then((help) => help.fetchAhead(locale, country))
      .catch(() => undefined);
  // Not before the page's other islands are there: on a slow line it would hold up the game.
  addEventListener("cop:ready", () => whenIdle(() => void fetchAhead()), { once: true });
}

function button(className: string, content: (Node | string)[]): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.append(...content);
  return made;
}
