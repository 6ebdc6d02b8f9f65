// @vitest-environment node
import { describe, expect, it } from "vitest";
import { lengthOf, passed, pathOf, wayThrough } from "./route";

const square = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
  { x: 0, y: 100 },
];

describe("the way through the islands", () => {
  it("goes through every island, in order", () => {
    const way = wayThrough(square);
    const stops = square.map(({ x, y }) =>
      way.findIndex((point) => Math.hypot(point.x - x, point.y - y) < 1e-6),
    );
    expect(stops).toEqual([...stops].sort((a, b) => a - b));
    expect(stops).not.toContain(-1);
    expect(way.at(-1)).toEqual(square.at(-1));
  });

  it("has no corner: between two islands it bends", () => {
    const way = wayThrough(square);
    expect(Math.max(...way.map(({ x }) => x))).toBeGreaterThan(100);
    expect(lengthOf(way)).toBeGreaterThan(300);
    expect(lengthOf(way)).toBeLessThan(340);
  });

  it("comes back to where it began when it is closed", () => {
    expect(wayThrough(square, true).at(-1)).toEqual(square[0]);
  });

  it("is a point for one island, and nothing for none", () => {
    expect(wayThrough([{ x: 3, y: 4 }], true)).toEqual([{ x: 3, y: 4 }]);
    expect(pathOf(wayThrough([]))).toBe("");
  });

  it("can be drawn", () => {
    expect(
      pathOf([
        { x: 1, y: 2 },
        { x: 3.14159, y: 4 },
      ]),
    ).toBe("M1.0 2.0L3.1 4.0");
  });
});

describe("what the boat passes", () => {
  it.each([
    [0, 3, [1, 2]],
    [3, 0, [2, 1]],
    [1, 2, []],
  ])("from island %i to %i on a way with two ends", (from, to, expected) => {
    expect(passed(12, from, to, false)).toEqual(expected);
  });

  it.each([
    [0, 3, [1, 2]],
    [0, 10, [11]],
    [11, 1, [0]],
    [1, 11, [0]],
    [5, 5, []],
  ])("from island %i to %i round the lagoon, by the shorter side", (from, to, expected) => {
    expect(passed(12, from, to, true)).toEqual(expected);
  });
});
