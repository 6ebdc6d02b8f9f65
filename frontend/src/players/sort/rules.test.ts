// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/sort.json";
import type { SortPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, isComplete, restore } from "./rules";

holdToVectors(vectors, grade);

const item: SortPublic = {
  bins: ["near", "far"].map((id) => ({ id, text: id, hint: "", picture: null })),
  items: ["a", "b"].map((id) => ({ id, text: id, picture: null })),
  arcade: false,
  circles: false,
};

it("is complete when no card is left in the hand", () => {
  expect(isComplete(item, { a: "near" })).toBe(false);
  expect(isComplete(item, { a: "near", b: "near" })).toBe(true);
});

describe("restoring", () => {
  it("leaves out cards and bins that the item no longer has", () => {
    expect(restore(item, { a: "far", b: "gone", c: "near" })).toEqual({ a: "far" });
  });
});
