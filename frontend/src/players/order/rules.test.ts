// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/order.json";
import type { OrderPublic } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { completed, followsRight, grade, move, restore } from "./rules";

holdToVectors(vectors, grade);

const item: OrderPublic = {
  things: ["c", "a", "b"].map((id) => ({ id, text: id, picture: null })),
};
const key = { order: ["a", "b", "c"], feedback: { a: "", b: "", c: "" }, right: "", wrong: "" };

it("knows what comes after the right one", () => {
  const order = ["b", "c", "a"];
  expect(order.map((id) => followsRight(key, order, id))).toEqual([false, true, false]);
  expect(key.order.every((id) => followsRight(key, key.order, id))).toBe(true);
});

it("moves a thing, at most to the ends", () => {
  expect(move(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
  expect(move(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
  expect(move(["a", "b", "c"], "a", 9)).toEqual(["b", "c", "a"]);
  expect(move(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
});

describe("restoring", () => {
  it("begins with the things as they come", () => {
    expect(restore(item, [])).toEqual(["c", "a", "b"]);
  });

  it("leaves out what the item no longer has, and shows what is new last", () => {
    const order = restore(item, ["b", "gone", "a"]);
    expect(order).toEqual(["b", "a"]);
    expect(completed(item, order)).toEqual(["b", "a", "c"]);
  });
});
