// @vitest-environment node
import { expect, it } from "vitest";
import vectors from "../../../../tests/vectors/cards.json";
import { holdToVectors } from "../../test/vectors";
import { grade, restore } from "./rules";

holdToVectors(vectors, grade);

it("brings back what was seen, in the order of the cards", () => {
  const cards = ["a", "b", "c"].map((id) => ({ id, front: id, back: id, picture: null }));
  expect(restore({ cards }, ["c", "gone", "a"])).toEqual(["a", "c"]);
});
