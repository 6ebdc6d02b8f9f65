// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/mark.json";
import { holdToVectors } from "../../test/vectors";
import { restore, toggle } from "../spotting/rules";
import { grade, markable } from "./rules";

holdToVectors(vectors, grade);

const item = {
  parts: [
    { id: "hello", text: "Hello ", markable: false },
    { id: "prize", text: "you won ", markable: true },
    { id: "news", text: "school is over", markable: true },
  ],
};

describe("marking", () => {
  it("is possible where a piece is markable", () => {
    expect(markable(item)).toEqual(["prize", "news"]);
  });

  it("adds and takes back in reading order", () => {
    expect(toggle(["a", "b", "c"], ["c"], "a")).toEqual(["a", "c"]);
    expect(toggle(["a", "b", "c"], ["a", "c"], "a")).toEqual(["c"]);
  });

  it("leaves out of a saved answer what the item no longer has", () => {
    expect(restore(["a", "b"], ["gone", "b", "a"])).toEqual(["a", "b"]);
  });
});
