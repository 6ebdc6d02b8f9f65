// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/settings.json";
import type { SettingsPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, isChanged, keepGood, restore, seenWith } from "./rules";

holdToVectors(vectors, grade);

const setting = (id: string, ...options: string[]) => ({
  id,
  text: id,
  help: "",
  start: options[0] ?? "",
  options: options.map((name) => ({ id: name, text: name, seen: name === "off" ? "" : name })),
});
const item: SettingsPublic = {
  stranger: "",
  settings: [setting("place", "on", "off"), setting("write", "all", "friends", "nobody")],
};
const key = {
  settings: {
    place: { options: ["off"], others: ["on"], feedback: "" },
    write: { options: ["friends", "nobody"], others: ["all"], feedback: "" },
  },
  right: "",
  wrong: "",
};

describe("beginning", () => {
  it("has every setting as it starts", () => {
    expect(restore(item)).toEqual({ place: "on", write: "all" });
    expect(isChanged(item, restore(item))).toBe(false);
  });

  it("brings back what was chosen, and leaves out what is gone", () => {
    const saved = { write: "nobody", place: "gone", other: "on" };
    expect(restore(item, saved)).toEqual({ place: "on", write: "nobody" });
    expect(isChanged(item, restore(item, saved))).toBe(true);
  });
});

describe("trying again", () => {
  it("keeps the good choices and starts the others anew", () => {
    const kept = keepGood(key, { place: "on", write: "nobody" });
    expect(kept).toEqual({ write: "nobody" });
    expect(restore(item, kept)).toEqual({ place: "on", write: "nobody" });
  });
});

describe("what a stranger sees", () => {
  it("is what the chosen option shows, or nothing", () => {
    const [place = setting("")] = item.settings;
    expect(seenWith(place, "on")).toBe("on");
    expect(seenWith(place, "off")).toBe("");
    expect(seenWith(place, undefined)).toBe("");
  });
});
