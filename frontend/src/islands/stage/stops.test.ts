import { describe, expect, it } from "vitest";
import { rehearseStep, samplePayload, textStep } from "../../test/payload";
import { stopsOf } from "./stops";

const idsOf = (...given: Parameters<typeof stopsOf>) => stopsOf(...given).map(({ id }) => id);

describe("the stops of a module", () => {
  it("begin with the first check and end with the second", () => {
    const module = samplePayload({ steps: [rehearseStep, textStep] });
    expect(idsOf(module, false)).toEqual(["pre1", "rehearse", "text", "post1"]);
  });

  it("leave a rehearsal its place at the very end", () => {
    expect(idsOf(samplePayload(), false)).toEqual([
      "pre1",
      "text",
      "story",
      "item",
      "post1",
      "rehearse",
    ]);
  });

  it("are the steps alone when the module is played again", () => {
    expect(idsOf(samplePayload(), true)).toEqual(["text", "story", "item", "rehearse"]);
  });

  it("have the second check again where an educator can pass it", () => {
    const module = samplePayload({ track: "educators", steps: [textStep] });
    expect(idsOf(module, true)).toEqual(["text", "post1"]);
  });

  it("are the steps alone in a module without a check", () => {
    const module = samplePayload({ check: { pre: [], post: [] }, steps: [textStep] });
    expect(idsOf(module, false)).toEqual(["text"]);
  });
});
