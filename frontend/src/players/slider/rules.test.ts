// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/slider.json";
import { holdToVectors } from "../../test/vectors";
import { callOf, grade, middle, restore, shareOf } from "./rules";

holdToVectors(vectors, grade);

const line = { least: 0, most: 10, step: 1 };
const even = { least: 4, most: 14, step: 2 };

describe("places", () => {
  it("wait in the middle, or before it where there is none", () => {
    expect(middle(line)).toBe(5);
    expect(middle(even)).toBe(8);
    expect(middle({ least: 0, most: 0, step: 1 })).toBe(0);
  });

  it("are a share of the line", () => {
    expect(shareOf(even, 4)).toBe(0);
    expect(shareOf(even, 9)).toBe(0.5);
    expect(shareOf({ least: 3, most: 3, step: 1 }, 3)).toBe(0);
  });

  it("are called by the end that they are nearer to", () => {
    expect([0, 4, 5, 6, 10].map((value) => callOf(line, value))).toEqual([
      "low",
      "lower",
      "middle",
      "higher",
      "high",
    ]);
  });
});

describe("restoring", () => {
  it("starts anew where a place is gone", () => {
    expect(restore(even, 6)).toBe(6);
    expect(restore(even, 7)).toBeNull();
    expect(restore(even, null)).toBeNull();
  });
});
