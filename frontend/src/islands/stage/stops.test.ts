// @vitest-environment node
import { describe, expect, it } from "vitest";
import { checkItem, rehearseStep, samplePayload, textStep } from "../../test/payload";
import { stopsOf } from "./stops";

const idsOf = (...given: Parameters<typeof stopsOf>) => stopsOf(...given).map(({ id }) => id);

describe("the stops of a module", () => {
  it("begin with the first check and end with the second", () => {
    const module = samplePayload({ steps: [rehearseStep, textStep] });
    expect(idsOf(module, { asksFirst: true })).toEqual(["pre1", "rehearse", "text", "post1"]);
  });

  it("leave a rehearsal its place at the very end", () => {
    expect(idsOf(samplePayload(), { asksFirst: true })).toEqual([
      "pre1",
      "text",
      "story",
      "item",
      "post1",
      "rehearse",
    ]);
  });

  it("begin with the story where the first check is not asked, and end with the second", () => {
    const ids = ["text", "story", "item", "post1", "rehearse"];
    expect(idsOf(samplePayload(), { asksFirst: false })).toEqual(ids);
  });

  it("are the steps alone when the module is played again", () => {
    expect(idsOf(samplePayload(), { asksFirst: true, isReplay: true })).toEqual([
      "text",
      "story",
      "item",
      "rehearse",
    ]);
  });

  it("have the second check again where an educator can pass it", () => {
    const module = samplePayload({ track: "educators", steps: [textStep] });
    expect(idsOf(module, { asksFirst: true, isReplay: true })).toEqual(["text", "post1"]);
  });

  it("are the steps alone in a module without a check", () => {
    const module = samplePayload({ check: { pre: [], post: [] }, steps: [textStep] });
    expect(idsOf(module, { asksFirst: true })).toEqual(["text"]);
  });
  it("ask as many questions as are to be asked, the same places before and after", () => {
    const form = (name: "pre" | "post") =>
      [1, 2, 3, 4, 5].map((place) =>
        checkItem(`${name}${String(place)}`, name === "pre" ? "A" : "B", "What fits?"),
      );
    const check = { pre: form("pre"), post: form("post") };
    const module = samplePayload({ check, asked: 3, steps: [textStep] });
    const seen = new Set<string>();
    for (let chance = 0; chance < 1; chance += 0.01) {
      const ids = idsOf(module, { asksFirst: true, draw: chance });
      expect(ids).toHaveLength(7);
      const before = ids.slice(0, 3);
      expect(ids.slice(4)).toEqual(before.map((id) => id.replace("pre", "post")));
      expect([...before].sort()).toEqual(before);
      for (const id of before) seen.add(id);
    }
    expect(seen.size).toBe(5);
  });

  it("ask all questions where no more are there", () => {
    const module = samplePayload({ steps: [textStep] });
    expect(idsOf(module, { asksFirst: true, draw: 0.999 })).toEqual(["pre1", "text", "post1"]);
  });
});
