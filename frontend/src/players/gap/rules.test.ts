// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/gap.json";
import type { GapPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { filledOf, gapsOf, grade, placedOf, restore } from "./rules";

holdToVectors(vectors, grade);

const item: GapPublic = {
  parts: [
    { type: "gap", text: "", id: "g2" },
    { type: "text", text: " and ", id: "" },
    { type: "gap", text: "", id: "g1" },
  ],
  words: ["x", "y", "z"].map((id) => ({ id, text: id })),
};

it("knows the gaps in the order of the text", () => {
  expect(gapsOf(item)).toEqual(["g2", "g1"]);
});

it("turns words in gaps into cards in places, and back", () => {
  expect(placedOf({ g1: "x" })).toEqual({ x: "g1" });
  expect(Object.entries(filledOf(item, { y: "g1", z: "g2" }))).toEqual([
    ["g2", "z"],
    ["g1", "y"],
  ]);
});

describe("restoring", () => {
  it("leaves out gaps and words that the item no longer has", () => {
    expect(restore(item, { g1: "gone", g2: "x", g3: "y" })).toEqual({ g2: "x" });
  });
});
