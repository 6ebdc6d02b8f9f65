// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/day.json";
import type { DayKey, DayPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { amountOf, arcs, grade, restore, sum } from "./rules";

holdToVectors(vectors, grade);

const item: DayPublic = {
  hours: 12,
  activities: [
    { id: "sleep", text: "Sleep", sort: "sleep" },
    { id: "play", text: "Play", sort: "move" },
    { id: "film", text: "Film", sort: "screen" },
  ],
};
const key: DayKey = vectors.keys.maya;

describe("an activity", () => {
  it("has little, much, or as many hours as do good", () => {
    expect([8, 9, 12, 13].map((number) => amountOf(key, "a-sleep", number))).toEqual([
      "little",
      "fine",
      "fine",
      "much",
    ]);
    expect(amountOf(key, "gone", 24)).toBe("fine");
  });
});

describe("the ring of the day", () => {
  it("holds what has hours, one after the other", () => {
    expect(arcs(item, { sleep: 5, play: 0, film: 2 })).toEqual([
      { id: "sleep", sort: "sleep", start: 0, length: 5 },
      { id: "film", sort: "screen", start: 5, length: 2 },
    ]);
    expect(sum({ sleep: 5, play: 0, film: 2 })).toBe(7);
  });
});

describe("restoring", () => {
  it("leaves out what is gone and begins what is new at nothing", () => {
    expect(restore(item, { play: 3, walk: 2 })).toEqual({ sleep: 0, play: 3, film: 0 });
    expect(restore(item, {})).toEqual({ sleep: 0, play: 0, film: 0 });
  });

  it("keeps within a day that has become shorter", () => {
    expect(restore(item, { sleep: 10, play: 5, film: 1 })).toEqual({ sleep: 10, play: 2, film: 0 });
  });
});
