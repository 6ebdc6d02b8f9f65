import { describe, expect, it } from "vitest";
import { InvalidResponse, type Grade } from "../players/contract";

/** The cases that the graders of both languages share; see `tests/vectors/`. */
export interface Vectors {
  kind: string;
  keys: Record<string, unknown>;
  cases: { name: string; key: string; response: unknown; grade?: unknown; error?: boolean }[];
}

/** Hold a grader to every case of a kind. */
export function holdToVectors<K>(
  { kind, keys, cases }: Vectors,
  grade: (key: K, response: unknown) => Grade,
): void {
  describe(`${kind}: the vectors shared with the server`, () => {
    it.each(cases)("$name", ({ key, response, ...expected }) => {
      const graded = () => grade(keys[key] as K, response);
      if (expected.error) expect(graded).toThrow(InvalidResponse);
      else expect(graded()).toEqual(expected.grade);
    });
  });
}
