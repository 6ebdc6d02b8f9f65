// @vitest-environment node
import { describe, expect, it } from "vitest";
import { aimOn, basketOf, nextOf } from "./course";

const things = ["a", "b", "c", "d"].map((id) => ({ id }));

describe("what comes next", () => {
  it("is the first at the start, then one after another, round and round", () => {
    expect(nextOf(things, {})).toBe("a");
    expect(nextOf(things, {}, "a")).toBe("b");
    expect(nextOf(things, {}, "d")).toBe("a");
  });

  it("leaves out what is in a basket", () => {
    expect(nextOf(things, { b: "x", c: "x" }, "a")).toBe("d");
    expect(nextOf(things, { a: "x", b: "x", d: "x" }, "c")).toBe("c");
  });

  it("is nothing when everything is caught", () => {
    expect(nextOf(things, { a: "x", b: "x", c: "x", d: "x" }, "c")).toBeUndefined();
    expect(nextOf([], {})).toBeUndefined();
  });
});

describe("the arrows", () => {
  it("aim at the first or last basket, then go round", () => {
    expect(aimOn(null, 1, 3)).toBe(0);
    expect(aimOn(null, -1, 3)).toBe(2);
    expect(aimOn(2, 1, 3)).toBe(0);
    expect(aimOn(0, -1, 3)).toBe(2);
  });
});

describe("the numbers", () => {
  it("mean a basket by where the key is, on both blocks of digits", () => {
    expect(basketOf("Digit1", 3)).toBe(0);
    expect(basketOf("Numpad3", 3)).toBe(2);
  });

  it("mean nothing where there is no such basket", () => {
    for (const code of ["Digit4", "Digit0", "KeyA", "Space"]) {
      expect(basketOf(code, 3)).toBeUndefined();
    }
  });
});
