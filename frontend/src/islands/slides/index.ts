/**
 * Slides for the projector: `<div data-island="slides" data-home>` holds them one below the other, as they
 * are read without scripts, and `.slides__bar` with the buttons. One is shown at a time; its number is in
 * the address, so that a page that is loaded again is where it was.
 *
 * Arrows, Page keys (which clickers send), Home and End turn them; going on first uncovers what a slide
 * hides. Escape goes back to the lesson (the browser itself takes it to leave the full screen). A swipe
 * turns them, too. Left and right follow the direction of the slides.
 */
import { number as inDigits } from "../../lib/i18n";

/** Pixels that a finger goes before it is a swipe, and not a tap. */
const SWIPE = 60;

export function mount(target: HTMLElement): void {
  const slides = [...target.querySelectorAll<HTMLElement>(".slide")];
  const stage = target.querySelector<HTMLElement>(".slides__stage");
  const place = target.querySelector<HTMLElement>("[data-place]");
  const steps = target.querySelector<HTMLElement>(".slides__steps");
  const keys = target.querySelector<HTMLElement>(".slides__keys");
  const full = target.querySelector<HTMLButtonElement>("[data-go=full]");
  if (!stage || !steps || slides.length === 0) return;
  const isRtl = stage.dir === "rtl";
  const buttons = {
    back: target.querySelector<HTMLButtonElement>("[data-go=back]"),
    on: target.querySelector<HTMLButtonElement>("[data-go=on]"),
  };
  let now = numberIn(location.hash, slides.length);

  function show(number: number, isMoved = true): void {
    now = Math.max(0, Math.min(number, slides.length - 1));
    slides.forEach((slide, each) => (slide.hidden = each !== now));
    if (keys) keys.hidden = now > 0;
    if (place) place.textContent = inDigits(now + 1);
    for (const [button, isOver] of [
      [buttons.back, now === 0],
      [buttons.on, now === slides.length - 1],
    ] as const) {
      button?.setAttribute("aria-disabled", String(isOver));
    }
    if (!isMoved) return;
    history.replaceState(null, "", `#slide-${String(now + 1)}`);
    scrollTo({ top: 0, behavior: "instant" });
    // So that a screen reader reads the slide, and the keys go on working.
    slides[now]?.focus({ preventScroll: true });
  }

  function goOn(): void {
    const answer = slides[now]?.querySelector<HTMLDetailsElement>("details:not([open])");
    if (!answer) return show(now + 1);
    answer.open = true;
    scrollTo({ top: 0, behavior: "instant" });
    answer.querySelector<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
  }

  function press(event: KeyboardEvent): void {
    const { key, defaultPrevented, ctrlKey, altKey, metaKey } = event;
    const at = event.target as Element;
    const isElsewhere = at.closest("dialog, .topbar, .footer, input, select, video");
    if (defaultPrevented || ctrlKey || altKey || metaKey || isElsewhere) return;
    if (document.querySelector("dialog[open]")) return;
    const act = {
      [isRtl ? "ArrowLeft" : "ArrowRight"]: goOn,
      [isRtl ? "ArrowRight" : "ArrowLeft"]: () => show(now - 1),
      PageDown: goOn,
      PageUp: () => show(now - 1),
      Home: () => show(0),
      End: () => show(slides.length - 1),
      Escape: () => location.assign(target.dataset["home"] ?? "."),
    }[key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  let from: Touch | undefined;
  stage.addEventListener("touchstart", ({ touches }) => (from = touches[0]), { passive: true });
  stage.addEventListener("touchend", ({ changedTouches: [to] }) => {
    if (!from || !to) return;
    const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = undefined;
    if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return;
    if (x < 0 === isRtl) show(now - 1);
    else goOn();
  });

  buttons.back?.addEventListener("click", () => show(now - 1));
  buttons.on?.addEventListener("click", goOn);
  if (full && document.fullscreenEnabled) {
    full.addEventListener("click", () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void document.documentElement.requestFullscreen().catch(() => (full.hidden = true));
    });
    document.addEventListener("fullscreenchange", () => {
      full.setAttribute("aria-pressed", String(document.fullscreenElement !== null));
    });
    full.hidden = false;
  }
  addEventListener("hashchange", () => show(numberIn(location.hash, slides.length)));
  document.addEventListener("keydown", press);
  steps.hidden = false;
  target.classList.add("slides--one");
  show(now, false);
}

/** The place that an address names, counted from 0; the first if it names none. */
function numberIn(hash: string, count: number): number {
  const number = Number(/^#slide-(\d+)$/.exec(hash)?.[1] ?? 1);
  return number >= 1 && number <= count ? number - 1 : 0;
}
