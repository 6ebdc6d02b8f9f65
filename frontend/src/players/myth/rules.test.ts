// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/myth.json";
import type { MythPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, isRight, keepRight, nextOpen, restore } from "./rules";

holdToVectors(vectors, grade);

const item: MythPublic = {
  cards: ["a", "b", "c"].map((id) => ({ id, text: id, picture: null })),
};
const key = {
  cards: {
    a: { fact: true, feedback: "" },
    b: { fact: false, feedback: "" },
    c: { fact: true, feedback: "" },
  },
  right: "",
  wrong: "",
};

describe("trying again", () => {
  it("leaves what was right as it is", () => {
    expect(keepRight(key, { a: "fact", b: "fact", c: "myth" })).toEqual({ a: "fact" });
  });
});

describe("a call", () => {
  it("is right of no card that is not called or not there", () => {
    expect(isRight(key, {}, "b")).toBe(false);
    expect(isRight(key, { gone: "myth" }, "gone")).toBe(false);
    expect(isRight(key, { b: "myth" }, "b")).toBe(true);
  });
});

describe("going on", () => {
  it("leads to the next card without a call, round to the top", () => {
    expect(nextOpen(item, {})).toBe(0);
    expect(nextOpen(item, { b: "myth" }, 0)).toBe(2);
    expect(nextOpen(item, { b: "myth", c: "fact" }, 2)).toBe(0);
    expect(nextOpen(item, { a: "fact", b: "fact", c: "fact" }, 2)).toBeUndefined();
  });
});

describe("restoring", () => {
  it("leaves out cards that are gone and calls that there are not", () => {
    expect(restore(item, { c: "myth", gone: "fact", a: "maybe" })).toEqual({ c: "myth" });
  });
});
