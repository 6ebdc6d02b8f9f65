// @vitest-environment node
/**
 * The graders of both languages say the same of a thousand responses of each kind, made by
 * `tests/quizzes/fuzz.py` and graded there in Python.
 */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { InvalidResponse, type Grade } from "./contract";

interface Case {
  number: number;
  key: unknown;
  response: unknown;
  grade: Grade | null;
}

const python = process.env["SITE_PYTHON"] ?? ".venv/bin/python";
const made = execFileSync(python, ["-m", "tests.quizzes.fuzz"], {
  cwd: "..",
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
const cases = Object.entries(JSON.parse(made) as Record<string, Case[]>);
const rules = import.meta.glob<{ grade: (key: unknown, response: unknown) => Grade }>(
  "./*/rules.ts",
  { eager: true },
);

function graded(kind: string, { key, response }: Case): Grade | null {
  try {
    return rules[`./${kind}/rules.ts`]?.grade(key, response) ?? null;
  } catch (error) {
    if (error instanceof InvalidResponse) return null;
    throw error;
  }
}

describe.each(cases)("%s", (kind, responses) => {
  it("is graded alike by both languages", () => {
    const differing = responses
      .map((made) => ({ ...made, here: graded(kind, made) }))
      .filter(({ grade, here }) => JSON.stringify(grade) !== JSON.stringify(here));
    expect(responses).toHaveLength(1000);
    expect(differing.slice(0, 3)).toEqual([]);
  });

  it("was sent many responses of each sort", () => {
    const share = (of: (grade: Grade | null) => boolean) =>
      responses.filter(({ grade }) => of(grade)).length / responses.length;
    expect(share((grade) => grade === null)).toBeGreaterThan(0.2);
    expect(share((grade) => grade !== null)).toBeGreaterThan(0.2);
  });
});
