import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Shown } from "../../lib/state/record";
import { Chart } from "./chart";

const finished: Shown = { state: "finished", stars: 3, pearls: 1 };
const started: Shown = { state: "started", stars: 0, pearls: 0 };

const stop = (key: string) => `<li><a class="stop" data-module="${key}"></a></li>`;
const isle = (number: number, keys: string[]) =>
  `<li class="isle" data-isle="${number}"><div class="isle__scene"></div><ul>${keys.map(stop).join("")}</ul></li>`;

function draw(): HTMLElement {
  document.body.innerHTML = `<section class="chart">
    <ol>${isle(1, ["a", "b"])}${isle(4, ["c"])}</ol>
    <div class="lagoon"><div><span><svg class="lagoon__boat"></svg></span><svg class="lagoon__guide"><use href="#dugong-hello"></use></svg></div>
    <p class="lagoon__pearls"><span data-pearls></span></p></div>
    <ul><li data-isle="2"><div class="isle__scene"></div></li></ul></section>`;
  return document.querySelector<HTMLElement>(".chart")!;
}

const lightOf = (number: number) =>
  document
    .querySelector<HTMLElement>(`[data-isle="${number}"] .isle__scene`)!
    .style.getPropertyValue("--light");

describe("the chart", () => {
  it("brightens an island with what was won there, and leaves the others in the mist", () => {
    const chart = new Chart(draw());
    chart.light(new Map([["a", started]]));
    const begun = Number(lightOf(1));
    expect(begun).toBeGreaterThan(Number(lightOf(4)));
    chart.light(new Map([["a", finished]]));
    const half = Number(lightOf(1));
    expect(half).toBeGreaterThan(begun);
    chart.light(
      new Map([
        ["a", finished],
        ["b", finished],
      ]),
    );
    expect(lightOf(1)).toBe("1");
    expect(half).toBeLessThan(1);
    expect(lightOf(2)).toBe("");
  });

  it("counts the pearls in words, and Lulu cheers when nothing is left", () => {
    const chart = new Chart(draw());
    const pearls = document.querySelector<HTMLElement>(".lagoon__pearls")!;
    const mood = () => document.querySelector(".lagoon__guide use")!.getAttribute("href");
    chart.light(new Map([["a", started]]));
    expect(pearls.dataset["won"]).toBeUndefined();
    expect(mood()).toMatch(/#dugong-hello$/);
    chart.light(
      new Map([
        ["a", finished],
        ["b", finished],
      ]),
    );
    expect(pearls).toHaveTextContent("2 pearls on your string");
    expect(pearls.dataset["won"]).toBe("");
    expect(mood()).toMatch(/#dugong-read$/);
    chart.light(new Map(["a", "b", "c"].map((key) => [key, finished])));
    expect(mood()).toMatch(/#dugong-cheer$/);
  });
});

describe("the boat", () => {
  let sailed = 0;

  beforeEach(() => {
    sailed = 0;
    vi.spyOn(Element.prototype, "animate").mockImplementation(() => {
      sailed += 1;
      return {} as Animation;
    });
  });

  it("sails once to where the learner played, and lies there the next time", async () => {
    await new Chart(draw()).sail("a");
    expect(sailed).toBe(1);
    await new Chart(draw()).sail("b");
    expect(sailed).toBe(1);
    await new Chart(draw()).sail("c");
    expect(sailed).toBe(2);
  });

  it("stays where it is for a module that this chart does not have", async () => {
    await new Chart(draw()).sail("elsewhere");
    await new Chart(draw()).sail(undefined);
    expect(sailed).toBe(0);
  });

  it("jumps for who asked for less motion", async () => {
    vi.mocked(matchMedia).mockReturnValue({ matches: true } as MediaQueryList);
    await new Chart(draw()).sail("a");
    expect(sailed).toBe(0);
    expect(document.querySelector<SVGElement>(".lagoon__boat")!.style.transform).toMatch(
      /translate/,
    );
  });
});
