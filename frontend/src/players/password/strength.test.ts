// @vitest-environment node
import { describe, expect, it } from "vitest";
import { measure } from "./strength";

const reasons = (password: string) => measure(password).whys.map(({ reason }) => reason);

describe("what is quickly guessed", () => {
  it.each([
    ["password", "first", "password"],
    ["turtle", "first", "turtle"],
    ["dragon", "word", "dragon"],
    ["p@ssw0rd", "tricks", "p@ssw0rd"],
    ["nogard", "tricks", "nogard"],
    ["aaaaaaaa", "again", "aaaaaaaa"],
    ["monday-tuesday", "row", "monday-tuesday"],
    ["12.05.2014", "date", "12.05.2014"],
    ["مرحبا", "first", "مرحبا"],
  ])("%s: %s", (password, reason, part) => {
    const { score, whys } = measure(password);
    expect(score).toBeLessThan(2);
    expect(whys).toContainEqual({ reason, part });
  });

  it("says why of each part, but never more than two lines", () => {
    expect(measure("sunshine2012").whys).toEqual([
      { reason: "first", part: "sunshine" },
      { reason: "date", part: "2012" },
    ]);
    expect(measure("محمد123").whys.map(({ part }) => part)).toEqual(["محمد", "123"]);
    expect(reasons("dragon-1234-2012").length).toBeLessThanOrEqual(2);
  });

  it("says that something is short, even if nothing else is wrong with it", () => {
    expect(reasons("xK9$")).toEqual(["short"]);
  });

  it("always says something", () => {
    for (const password of ["zk7", "blueocean", "vbzkqwpx", "noor2014", "ع"]) {
      expect(reasons(password).length).toBeGreaterThan(0);
    }
  });
});

describe("what is strong", () => {
  it.each(["turtle-cloud-spoon", "drum-kite-cloud42!", "سلحفاة-غيمة-ملعقة"])("%s", (password) => {
    const { score, whys } = measure(password);
    expect(score).toBeGreaterThanOrEqual(3);
    expect(whys).toEqual([{ reason: "good", part: "" }]);
  });

  it("does not take long for a long one", () => {
    expect(measure("turtle-cloud-".repeat(5).slice(0, 60)).score).toBeGreaterThanOrEqual(1);
  });
});
