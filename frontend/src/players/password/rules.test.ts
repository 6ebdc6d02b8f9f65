// @vitest-environment node
import { afterEach, describe, expect, it, vi } from "vitest";
import vectors from "../../../../tests/vectors/password.json";
import { holdToVectors } from "../../test/vectors";
import { chance, compose, draw, drawNumber, drawSign, grade, swap } from "./rules";

holdToVectors(vectors, grade);

const words = ["turtle", "cloud", "spoon", "kite", "drum"].map((text) => ({ id: text, text }));

/** Let chance give these numbers, of 32 bits, in turn. */
function foretell(...numbers: number[]): void {
  vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    (array as unknown as Uint32Array)[0] = numbers.shift() ?? 0;
    return array;
  });
}

afterEach(() => vi.restoreAllMocks());

describe("chance", () => {
  it("asks the source that cannot be foretold, and no other", () => {
    const random = vi.spyOn(Math, "random");
    const secure = vi.spyOn(crypto, "getRandomValues");
    draw(words, 3);
    expect(random).not.toHaveBeenCalled();
    expect(secure).toHaveBeenCalledTimes(3);
  });

  it("throws away what would favour the small numbers", () => {
    foretell(2 ** 32 - 1, 7);
    expect(chance(5)).toBe(2);
  });

  it("reaches every number", () => {
    const seen = new Set(Array.from({ length: 400 }, () => chance(5)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("drawing", () => {
  it("gives as many different words as are wanted", () => {
    for (let turn = 0; turn < 50; turn += 1) {
      const drawn = draw(words, 3);
      expect(new Set(drawn).size).toBe(3);
      expect(words).toEqual(expect.arrayContaining(drawn));
    }
  });

  it("gives what there is when a draft has too few words", () => {
    expect(draw(words.slice(0, 2), 3)).toHaveLength(2);
    expect(draw([], 3)).toEqual([]);
  });
});

describe("swapping", () => {
  const drawn = words.slice(0, 3);

  it("puts a word that was not there in the place of one", () => {
    foretell(1);
    expect(swap(words, drawn, 1).map(({ text }) => text)).toEqual(["turtle", "drum", "spoon"]);
  });

  it("leaves all as they are when there is no other word", () => {
    expect(swap(drawn, drawn, 1)).toEqual(drawn);
  });
});

describe("the password", () => {
  it("is the words, with a number and a sign where they are wanted", () => {
    expect(compose(words.slice(0, 3), { number: "", sign: "" })).toBe("turtle-cloud-spoon");
    expect(compose(words.slice(0, 3), { number: "42", sign: "!" })).toBe("turtle-cloud-spoon42!");
  });

  it("has numbers of two digits and signs that every keyboard has", () => {
    expect(drawNumber()).toMatch(/^[1-9]\d$/);
    expect(drawSign()).toMatch(/^[!?*+=#]$/);
  });
});
