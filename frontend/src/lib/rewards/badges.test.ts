import { describe, expect, it } from "vitest";
import type { Band, Track } from "../api/types";
import { badgesOf } from "./badges";
import type { Island, IslandModule } from "./islands";
import type { Won } from "./won";

const module = (key: string, band: Band = "8-10", track: Track = "children"): IslandModule => ({
  key,
  title: key,
  url: `/en/${key}/`,
  track,
  band,
  rehearsals: [`${key}-say`],
});

const islands: Island[] = [
  { topic: "t1", label: "One", modules: [module("a"), module("b"), module("older", "11-13")] },
  { topic: "t2", label: "Two", modules: [module("c"), module("home", "", "parents")] },
];

const won = (changes: Partial<Won> = {}): Won => ({
  state: "finished",
  stars: 2,
  pearls: 1,
  steps: new Set(),
  lookedAgain: false,
  reviews: 0,
  ...changes,
});

const badges = (entries: [string, Won][]) => [...badgesOf(islands, new Map(entries), "8-10")];

describe("the badges", () => {
  it("are none before anything was done, and none for playing alone", () => {
    expect(badges([])).toEqual([]);
    expect(badges([["a", won({ state: "started", pearls: 0 })]])).toEqual([]);
    expect(badges([["a", won()]])).toEqual([]);
  });

  it("has one for practising to tell, even before the module's end", () => {
    const steps = new Set(["text", "a-say"]);
    expect(badges([["a", won({ state: "started", steps })]])).toEqual(["told"]);
    // The step of another module is no step of this one.
    expect(badges([["a", won({ state: "started", steps: new Set(["b-say"]) })]])).toEqual([]);
  });

  it("has one for answering a review", () => {
    expect(badges([["older", won({ reviews: 1 })]])).toEqual(["back"]);
  });

  it("has one for all that an island has for this age", () => {
    expect(
      badges([
        ["a", won()],
        ["b", won()],
      ]),
    ).toEqual(["island"]);
    // A module of another age makes no island whole.
    expect(badges([["older", won()]])).toEqual([]);
    expect([...badgesOf(islands, new Map([["home", won()]]), "parents")]).toEqual(["island"]);
  });

  it("has one for doing better the second time", () => {
    expect(badges([["a", won({ lookedAgain: true })]])).toEqual(["look"]);
  });
});
