// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/match.json";
import type { MatchPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, pairsOf, placedOf, restore } from "./rules";

holdToVectors(vectors, grade);

const half = (id: string) => ({ id, text: id, picture: null });
const item: MatchPublic = { lefts: ["a", "b"].map(half), rights: ["y", "x", "z"].map(half) };

it("keeps pairs in the order of the left halves, however they were found", () => {
  expect(pairsOf(item, { y: "b", x: "a" })).toEqual([
    ["a", "x"],
    ["b", "y"],
  ]);
  expect(placedOf([["b", "z"]])).toEqual({ z: "b" });
});

describe("restoring", () => {
  it("leaves out halves that the item no longer has", () => {
    const saved: [string, string][] = [
      ["b", "x"],
      ["gone", "y"],
      ["a", "gone"],
    ];
    expect(restore(item, saved)).toEqual([["b", "x"]]);
  });
});
