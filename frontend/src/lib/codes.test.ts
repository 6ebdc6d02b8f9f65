// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/class_codes.json";
import { isCode, readCode, shownCode, symbolsOf, SYMBOLS } from "./codes";

describe("the code of a class", () => {
  it("is read as the server reads it", () => {
    expect(SYMBOLS).toBe(vectors.alphabet);
    for (const { typed, code } of vectors.reads) expect(readCode(typed), typed).toBe(code);
  });

  it("is found to be none with any symbol wrong, or two in each other's place", () => {
    for (const code of vectors.good) {
      expect(isCode(code)).toBe(true);
      [...code].forEach((symbol, place) => {
        for (const other of SYMBOLS.replace(symbol, "")) {
          expect(isCode(code.slice(0, place) + other + code.slice(place + 1))).toBe(false);
        }
        const next = code[place + 1] ?? symbol;
        const swapped = code.slice(0, place) + next + symbol + code.slice(place + 2);
        expect(isCode(swapped)).toBe(swapped === code);
      });
    }
  });

  it("is shown in two groups, as far as it has come", () => {
    expect(["", "BC", "BCDF", "BCDFG", "BCDFGHJK"].map(shownCode)).toEqual([
      "",
      "BC",
      "BCDF",
      "BCDF-G",
      "BCDF-GHJK",
    ]);
  });

  it("may be typed with digits of any script", () => {
    expect(symbolsOf("٢٦ ۷۸ ९")).toBe("26789");
  });
});
