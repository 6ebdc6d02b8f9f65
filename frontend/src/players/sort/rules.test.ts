import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/sort.json";
import type { SortPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, isComplete, keepRight, place, restore } from "./rules";

holdToVectors(vectors, grade);

const item: SortPublic = {
  bins: ["near", "far"].map((id) => ({ id, text: id, hint: "", picture: null })),
  items: ["a", "b"].map((id) => ({ id, text: id, picture: null })),
};

describe("placing", () => {
  it("moves a card to a bin, on to another, and back into the hand", () => {
    const first = place({}, "a", "near");
    expect(first).toEqual({ a: "near" });
    expect(place(first, "a", "far")).toEqual({ a: "far" });
    expect(place(first, "a", "")).toEqual({});
    expect(first).toEqual({ a: "near" });
  });

  it("is complete when no card is left in the hand", () => {
    expect(isComplete(item, { a: "near" })).toBe(false);
    expect(isComplete(item, { a: "near", b: "near" })).toBe(true);
  });
});

describe("trying again", () => {
  it("leaves the right cards where they are", () => {
    const key = {
      items: { a: { bin: "near", feedback: "" }, b: { bin: "far", feedback: "" } },
      right: "",
      wrong: "",
    };
    expect(keepRight(key, { a: "near", b: "near" })).toEqual({ a: "near" });
  });
});

describe("restoring", () => {
  it("leaves out cards and bins that the item no longer has", () => {
    expect(restore(item, { a: "far", b: "gone", c: "near" })).toEqual({ a: "far" });
  });
});
