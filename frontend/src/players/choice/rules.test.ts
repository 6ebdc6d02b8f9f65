// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/choice.json";
import type { ChoicePublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, keepRight, restore, toggle } from "./rules";

holdToVectors(vectors, grade);

const item: ChoicePublic = {
  multiple: true,
  layout: "list",
  options: ["a", "b", "c"].map((id) => ({ id, text: id, picture: null })),
};
const single = { ...item, multiple: false };

describe("ticking", () => {
  it("adds and takes back in the order of the options", () => {
    expect(toggle(item, ["c"], "a")).toEqual(["a", "c"]);
    expect(toggle(item, ["a", "c"], "a")).toEqual(["c"]);
  });

  it("replaces the tick of a single choice", () => {
    expect(toggle(single, ["a"], "b")).toEqual(["b"]);
  });
});

describe("trying again", () => {
  const key = {
    multiple: true,
    options: { a: { correct: true, feedback: "" }, b: { correct: false, feedback: "" } },
    right: "",
    wrong: "",
  };

  it("keeps the right ticks of a multiple choice", () => {
    expect(keepRight(key, ["a", "b"])).toEqual(["a"]);
  });

  it("starts a single choice anew", () => {
    expect(keepRight({ ...key, multiple: false }, ["b"])).toEqual([]);
  });
});

describe("restoring", () => {
  it("leaves out what the item no longer has", () => {
    expect(restore(item, ["gone", "c", "a"])).toEqual(["a", "c"]);
    expect(restore(single, ["c", "a"])).toEqual(["a"]);
  });
});
