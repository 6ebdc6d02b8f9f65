// @vitest-environment node
import { describe, expect, it } from "vitest";
import { place } from "./placed";

describe("placing", () => {
  it("moves a card to a place, on to another, and back into the hand", () => {
    const first = place({}, "a", "near");
    expect(first).toEqual({ a: "near" });
    expect(place(first, "a", "far")).toEqual({ a: "far" });
    expect(place(first, "a", "")).toEqual({});
    expect(first).toEqual({ a: "near" });
  });

  it("lets many cards lie in a place", () => {
    expect(place({ a: "near" }, "b", "near")).toEqual({ a: "near", b: "near" });
  });

  it("makes room where one card fits: into the hand, or in exchange", () => {
    expect(place({ a: "1" }, "b", "1", true)).toEqual({ b: "1" });
    expect(place({ a: "1", b: "2" }, "b", "1", true)).toEqual({ a: "2", b: "1" });
    expect(place({ a: "1" }, "a", "1", true)).toEqual({ a: "1" });
    expect(place({ a: "1" }, "b", "", true)).toEqual({ a: "1" });
  });
});
