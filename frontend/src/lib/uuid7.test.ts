// @vitest-environment node
import { describe, expect, it } from "vitest";
import { uuid7 } from "./uuid7";

const timeOf = (id: string) => parseInt(id.replaceAll("-", "").slice(0, 12), 16);

describe("uuid7", () => {
  it("has the shape of a version 7 UUID", () => {
    expect(uuid7()).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it("tells the day and no more", () => {
    const noon = Date.UTC(2026, 10, 24, 12, 34, 56, 789);
    expect(timeOf(uuid7(noon))).toBe(Date.UTC(2026, 10, 24));
  });

  it("does not repeat", () => {
    const ids = Array.from({ length: 5000 }, () => uuid7());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
