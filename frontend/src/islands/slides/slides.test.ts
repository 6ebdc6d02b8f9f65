import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mount } from ".";

const question = `<details><summary></summary><div tabindex="-1">Because</div></details>`;
const page = (dir: string) => `<div data-home="/lesson/"><div class="slides__stage" dir="${dir}">
  <section class="slide" id="slide-1" tabindex="-1"></section>
  <section class="slide" id="slide-2" tabindex="-1">${question}</section>
  <section class="slide" id="slide-3" tabindex="-1"></section></div>
  <div class="slides__steps" hidden><button data-go="back"></button><span data-place></span>
  <button data-go="on"></button></div><button data-go="full" hidden></button>
  <p class="slides__keys" hidden></p></div>`;

let target: HTMLElement;
const listeners: [string, EventListenerOrEventListenerObject][] = [];

function start(dir = "ltr"): void {
  const listen = document.addEventListener.bind(document);
  vi.spyOn(document, "addEventListener").mockImplementation(
    (type: string, listener: EventListenerOrEventListenerObject) => {
      listeners.push([type, listener]);
      listen(type, listener);
    },
  );
  document.body.innerHTML = page(dir);
  target = document.body.firstElementChild as HTMLElement;
  mount(target);
}

const press = (key: string, more: KeyboardEventInit = {}) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
const shown = () =>
  [...document.querySelectorAll<HTMLElement>(".slide")].filter(({ hidden }) => !hidden);
const now = () => shown().map(({ id }) => id);
const answer = () => document.querySelector("details");

beforeEach(() => {
  vi.stubGlobal("scrollTo", vi.fn());
  history.replaceState(null, "", "#");
});

afterEach(() => {
  for (const [type, listener] of listeners.splice(0)) document.removeEventListener(type, listener);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("slides", () => {
  it("are shown one at a time, and say which", () => {
    start();
    expect(now()).toEqual(["slide-1"]);
    press("PageDown");
    expect(now()).toEqual(["slide-2"]);
    expect(document.querySelector("[data-place]")?.textContent).toBe("2");
    expect(location.hash).toBe("#slide-2");
    expect(document.activeElement?.id).toBe("slide-2");
  });

  it("uncover an answer before they go on", () => {
    start();
    press("ArrowRight");
    press("ArrowRight");
    expect(now()).toEqual(["slide-2"]);
    expect(answer()?.open).toBe(true);
    press("ArrowRight");
    expect(now()).toEqual(["slide-3"]);
    press("ArrowRight");
    expect(now()).toEqual(["slide-3"]);
  });

  it("go to the ends, and turn to the left from right to left", () => {
    start("rtl");
    press("End");
    expect(now()).toEqual(["slide-3"]);
    press("ArrowRight");
    expect(now()).toEqual(["slide-2"]);
    press("Home");
    press("ArrowLeft");
    expect(now()).toEqual(["slide-2"]);
  });

  it("leave the keys of a shortcut and of a dialog alone", () => {
    start();
    press("ArrowRight", { altKey: true });
    expect(now()).toEqual(["slide-1"]);
    document.body.insertAdjacentHTML("beforeend", "<dialog open></dialog>");
    press("ArrowRight");
    expect(now()).toEqual(["slide-1"]);
  });

  it("come back where they were", () => {
    history.replaceState(null, "", "#slide-3");
    start();
    expect(now()).toEqual(["slide-3"]);
  });

  it("begin at the first for an address that names none", () => {
    history.replaceState(null, "", "#slide-9");
    start();
    expect(now()).toEqual(["slide-1"]);
  });
});
