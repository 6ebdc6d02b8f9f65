// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/lock.json";
import type { LockPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, isOpen, isRight, restore } from "./rules";

holdToVectors(vectors, grade);

const item: LockPublic = {
  puzzles: (["pearl", "shell", "star", "fish"] as const).map((symbol) => ({
    id: `p-${symbol}`,
    text: symbol,
    picture: null,
    symbol,
    options: [],
  })),
};

describe("a lock", () => {
  it("knows the right answer of each puzzle", () => {
    const key = { puzzles: { "p-star": { option: "yes", hint: "" } }, after: "" };
    expect(isRight(key, "p-star", "yes")).toBe(true);
    expect(isRight(key, "p-star", "no")).toBe(false);
    expect(isRight(key, "constructor", "yes")).toBe(false);
  });

  it("brings back what was solved, in the order of the puzzles", () => {
    expect(restore(item, ["p-fish", "gone", "p-pearl"])).toEqual(["p-pearl", "p-fish"]);
  });

  it("opens with the last puzzle", () => {
    expect(isOpen(item, ["p-pearl", "p-shell", "p-star"])).toBe(false);
    expect(isOpen(item, ["p-fish", "p-star", "p-shell", "p-pearl"])).toBe(true);
  });
});
