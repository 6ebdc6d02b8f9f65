// @vitest-environment node
import { describe, expect, it } from "vitest";
import { practiceItem } from "../../test/payload";
import { better, starsFor, stillFits } from "./record";

describe("starsFor", () => {
  it.each([
    [[], 1],
    [[0, 0], 1],
    [[0.5, 0.69], 1],
    [[0.6], 2],
    [[1 / 3, 1 / 3, 1, 1, 1 / 3], 2],
    [[1, 0.7], 3],
    [[1, 1], 3],
  ])("gives for %j %i", (scores, stars) => {
    expect(starsFor(scores)).toBe(stars);
  });
});

describe("better", () => {
  const begun = { state: "started", stars: 0, pearls: 0 } as const;
  const done = { state: "finished", stars: 2, pearls: 1 } as const;

  it("keeps the best of both sides", () => {
    expect(better(begun, done)).toEqual(done);
    expect(better(done, { ...done, stars: 3 })).toEqual({ ...done, stars: 3 });
  });

  it("takes what there is", () => {
    expect(better(undefined, begun)).toEqual(begun);
    expect(better(done, undefined)).toEqual(done);
    expect(better(undefined, undefined)).toBeUndefined();
  });
});

describe("stillFits", () => {
  const item = practiceItem("q", "?");

  it("keeps a response whose ids still exist", () => {
    expect(stillFits(item, { choices: ["yes", "no"] })).toBe(true);
    expect(stillFits({ items: [{ id: "i" }], bins: [{ id: "b" }] }, { bins: { i: "b" } })).toBe(
      true,
    );
  });

  it("refuses one with an id that is gone, as value or as key", () => {
    expect(stillFits(item, { choices: ["maybe"] })).toBe(false);
    expect(stillFits({ bins: [{ id: "b" }] }, { bins: { i: "b" } })).toBe(false);
    expect(stillFits(undefined, { choices: ["yes"] })).toBe(false);
  });
});
