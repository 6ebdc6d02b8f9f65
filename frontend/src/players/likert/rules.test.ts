// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/likert.json";
import type { LikertPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, restore, wantsHelp } from "./rules";

holdToVectors(vectors, grade);

const scale = (...faces: LikertPublic["options"][number]["face"][]): LikertPublic => ({
  options: faces.map((face, index) => ({ id: `o${index}`, text: "", face })),
});

describe("a way to help", () => {
  it("is there for the faces that are not happy", () => {
    const faces = scale("1", "2", "3", "4", "5");
    const wanted = faces.options.filter(({ id }) => wantsHelp(faces, id)).map(({ id }) => id);
    expect(wanted).toEqual(["o0", "o1"]);
  });

  it("is there for all where there are no faces, and for nobody who chose nothing", () => {
    expect(wantsHelp(scale("", ""), "o1")).toBe(true);
    expect(wantsHelp(scale("", ""), null)).toBe(false);
  });
});

describe("restoring", () => {
  it("starts anew where the option is gone", () => {
    expect(restore(scale("1", "2"), "o1")).toBe("o1");
    expect(restore(scale("1", "2"), "gone")).toBeNull();
    expect(restore(scale("1", "2"), null)).toBeNull();
  });
});
