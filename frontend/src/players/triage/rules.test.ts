// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/triage.json";
import type { TriagePublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, isFalseAlarm, keepRight, nextOpen, restore } from "./rules";

holdToVectors(vectors, grade);

const item: TriagePublic = {
  messages: ["a", "b", "c"].map((id) => ({ id, sender: id, subject: "", text: "", picture: null })),
};
const key = {
  messages: {
    a: { actions: ["keep"], genuine: true, feedback: "" },
    b: { actions: ["report"], genuine: false, feedback: "" },
    c: { actions: ["keep", "ask"], genuine: true, feedback: "" },
  },
  alarm: "",
  right: "",
  wrong: "",
};

describe("trying again", () => {
  it("leaves what was right as it is", () => {
    expect(keepRight(key, { a: "report", b: "report", c: "ask" })).toEqual({
      b: "report",
      c: "ask",
    });
  });
});

describe("a false alarm", () => {
  it("is a genuine message that was reported", () => {
    const decided = { a: "report", b: "report", c: "ask" };
    expect(["a", "b", "c"].filter((id) => isFalseAlarm(key, decided, id))).toEqual(["a"]);
  });
});

describe("going on", () => {
  it("leads to the next message without a decision, round to the top", () => {
    expect(nextOpen(item, {})).toBe("a");
    expect(nextOpen(item, { b: "keep" }, "a")).toBe("c");
    expect(nextOpen(item, { b: "keep", c: "keep" }, "c")).toBe("a");
    expect(nextOpen(item, { a: "keep", b: "keep" }, "c")).toBeUndefined();
    expect(nextOpen(item, { a: "keep", b: "keep", c: "ask" }, "c")).toBeUndefined();
  });
});

describe("restoring", () => {
  it("leaves out messages that are gone and actions that there are not", () => {
    expect(restore(item, { c: "ask", gone: "keep", a: "delete" })).toEqual({ c: "ask" });
  });
});
