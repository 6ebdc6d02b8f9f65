// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/hidden_score.json";
import type { HiddenScorePublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, paid, restore, total } from "./rules";

holdToVectors(vectors, grade);

const key = vectors.keys.evening;
const item: HiddenScorePublic = {
  rounds: Object.entries(key.rounds).map(([id, options]) => ({
    id,
    text: `Round ${id}`,
    options: Object.keys(options).map((option) => ({ id: option, text: option, fun: 3 })),
  })),
};

describe("what was paid", () => {
  it("is told round by round", () => {
    expect(paid(item, key, ["o-now", "o-buy", "o-same"])).toEqual([
      { round: "Round r-app", text: "o-now", fun: 3, ...key.rounds["r-app"]["o-now"] },
      { round: "Round r-box", text: "o-buy", fun: 3, ...key.rounds["r-box"]["o-buy"] },
      { round: "Round r-night", text: "o-same", fun: 3, ...key.rounds["r-night"]["o-same"] },
    ]);
  });

  it("adds up", () => {
    const all = paid(item, key, ["o-now", "o-buy", "o-more"]);
    expect(total(all, "time")).toBe(5);
    expect(total(all, "data")).toBe(6);
    expect(total(all, "mood")).toBe(4);
  });

  it("is nothing as long as the key is not there", () => {
    expect(total(paid(item, undefined, ["o-now"]), "data")).toBe(0);
  });
});

describe("restoring", () => {
  it("goes back to the round that has changed", () => {
    expect(restore(item, ["o-now", "o-buy"])).toEqual(["o-now", "o-buy"]);
    expect(restore(item, ["o-now", "gone", "o-more"])).toEqual(["o-now"]);
    expect(restore(item, ["o-now", "o-buy", "o-more", "o-else"])).toEqual([
      "o-now",
      "o-buy",
      "o-more",
    ]);
    expect(restore(item, [])).toEqual([]);
  });
});
