// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/poster.json";
import { holdToVectors } from "../../test/vectors";
import {
  add,
  boxOf,
  change,
  grade,
  hasRoom,
  linesOf,
  PAGE,
  remove,
  resize,
  toFront,
  type Piece,
} from "./rules";

holdToVectors(vectors, grade);

const star = { kind: "sticker", sticker: "star" } as const;
const phrase = { kind: "phrase", phrase: { id: "ask", text: "Ask before you share" } } as const;

const times = (count: number, wanted: Parameters<typeof add>[1]): Piece[] =>
  Array.from({ length: count }).reduce<Piece[]>((pieces) => add(pieces, wanted), []);

describe("putting pieces on", () => {
  it("gives each its own id and a place that is free, inside the page", () => {
    const pieces = times(8, star);
    expect(new Set(pieces.map(({ id }) => id)).size).toBe(8);
    expect(new Set(pieces.map(({ x, y }) => `${x} ${y}`)).size).toBe(8);
    for (const { x, y } of pieces) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(PAGE.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(PAGE.height);
    }
  });

  it("takes the place again that a piece has left", () => {
    const [first, ...others] = times(3, star);
    const again = add(others, star).at(-1);
    expect([again?.x, again?.y]).toEqual([first?.x, first?.y]);
  });

  it("takes three phrases and twelve stickers and no more", () => {
    const phrases = times(4, phrase);
    expect(phrases).toHaveLength(3);
    expect(hasRoom(phrases, "phrase")).toBe(false);
    expect(hasRoom(phrases, "sticker")).toBe(true);
    expect(times(20, star)).toHaveLength(12);
  });
});

describe("changing a piece", () => {
  const pieces = times(3, star);
  const [, second] = pieces;

  it("keeps its middle on the page", () => {
    const moved = change(pieces, 2, { x: -50, y: 1000 });
    expect(moved[1]).toMatchObject({ x: 0, y: PAGE.height });
    expect(moved[0]).toBe(pieces[0]);
    expect(pieces[1]).toBe(second);
  });

  it("makes it larger and smaller within bounds, and never wears it out", () => {
    const grown = Array.from({ length: 30 }).reduce<Piece[]>((all) => resize(all, 2, 1), pieces);
    expect(grown[1]?.size).toBe(2.4);
    const shrunk = Array.from({ length: 30 }).reduce<Piece[]>((all) => resize(all, 2, -1), grown);
    expect(shrunk[1]?.size).toBe(0.6);
    expect(resize(resize(pieces, 2, 1), 2, -1)[1]?.size).toBeCloseTo(1);
  });

  it("brings it to the front, or takes it off", () => {
    expect(toFront(pieces, 1).map(({ id }) => id)).toEqual([2, 3, 1]);
    expect(remove(pieces, 2).map(({ id }) => id)).toEqual([1, 3]);
  });
});

describe("the lines of a phrase", () => {
  it.each([
    ["Ask before you share", ["Ask before", "you share"]],
    ["Short", ["Short"]],
    ["Tell someone you trust", ["Tell someone", "you trust"]],
    ["من حقك أن تقول لا", ["من حقك أن تقول لا"]],
    ["Unbreakablephrasewithoutspaces here", ["Unbreakablephrasewithoutspaces", "here"]],
  ])("%s", (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  it("lose no word", () => {
    const text = "A phrase of sixty letters that somebody has written very long";
    expect(linesOf(text).join(" ")).toBe(text);
    expect(Math.max(...linesOf(text).map((line) => line.length))).toBeLessThan(24);
  });

  it("fit into a label on the page", () => {
    const [piece] = add([], phrase);
    if (!piece) throw new Error("There is no piece.");
    expect(boxOf(piece).width).toBeLessThan(PAGE.width);
  });
});
