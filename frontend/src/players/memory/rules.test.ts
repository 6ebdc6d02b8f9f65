// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/memory.json";
import type { MemoryPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { columns, grade, isPair, layOut, mix, restore } from "./rules";

holdToVectors(vectors, grade);

const item: MemoryPublic = {
  cards: ["a-1", "b-2", "a-2", "b-1"].map((id) => ({ id, text: id, picture: null })),
};
const ids = item.cards.map(({ id }) => id);
const key = {
  pairs: [
    ["a-1", "a-2"],
    ["b-1", "b-2"],
  ],
  after: "",
};

describe("pairs", () => {
  it("count whichever card was turned first", () => {
    expect(isPair(key, "a-1", "a-2")).toBe(true);
    expect(isPair(key, "a-2", "a-1")).toBe(true);
    expect(isPair(key, "a-1", "b-2")).toBe(false);
    expect(isPair(key, "a-1", "a-1")).toBe(false);
  });

  it("come back as far as their cards are still there", () => {
    expect(
      restore(item, [
        ["b-2", "b-1"],
        ["gone-1", "gone-2"],
      ]),
    ).toEqual([["b-2", "b-1"]]);
  });
});

describe("laying the cards out", () => {
  it("puts them where they lay before", () => {
    const before = ["b-1", "a-2", "b-2", "a-1"];
    expect(layOut(item, before)).toEqual(before);
  });

  it.each([
    [[]],
    [["a-1", "a-2"]],
    [["a-1", "a-2", "b-1", "gone"]],
    [["a-1", "a-1", "b-1", "b-2"]],
  ])("mixes them anew after %j", (before) => {
    expect(layOut(item, before).sort()).toEqual([...ids].sort());
  });

  it("can bring every card to every place", () => {
    const values = [0.99, 0, 0.5];
    expect(mix([1, 2, 3, 4], () => values.shift() ?? 0)).toEqual([3, 2, 1, 4]);
    expect(mix([])).toEqual([]);
  });

  it("leaves what it mixes as it is", () => {
    const things = [1, 2, 3];
    mix(things, () => 0);
    expect(things).toEqual([1, 2, 3]);
  });

  it.each([
    [4, 4],
    [6, 3],
    [8, 4],
    [10, 5],
    [12, 4],
    [14, 5],
    [16, 4],
  ])("spreads %i cards over %i columns", (cards, wanted) => {
    expect(columns(cards)).toBe(wanted);
  });
});
