// @vitest-environment node
/**
 * A thousand walks through random chats with variables, made by `tests/quizzes/walks.py`, lead in
 * both languages over the same nodes, with the same choices on offer, to the same grade.
 */
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import type { ChatKey, ChatPublic } from "../../lib/api/types";
import { InvalidResponse } from "../contract";
import { grade, walk } from "./rules";

interface Case {
  number: number;
  key: ChatKey;
  item: ChatPublic;
  path: string[];
  outcome: string | null;
  trace: [node: string, offered: string[]][];
}

const python = process.env["SITE_PYTHON"] ?? ".venv/bin/python";
const made = execFileSync(python, ["-m", "tests.quizzes.walks"], {
  cwd: "..",
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
const cases = JSON.parse(made) as Case[];

function outcomeHere({ key, path }: Case): string | null {
  try {
    return grade(key, { path }).outcome;
  } catch (error) {
    if (error instanceof InvalidResponse) return null;
    throw error;
  }
}

/** Walk the path choice by choice, as a player does, and note each node that it comes to. */
function traceHere({ item, path }: Case): Case["trace"] {
  const trace: Case["trace"] = [];
  let visits = 0;
  for (let length = 0; length <= path.length; length += 1) {
    const here = walk(item, path.slice(0, length));
    if (here.visits.length === visits) continue;
    visits = here.visits.length;
    trace.push([here.at?.id ?? "", here.offered.map(({ id }) => id)]);
  }
  return trace;
}

it("leads both languages the same way", () => {
  expect(cases).toHaveLength(1000);
  const differing = cases
    .map((one) => ({ ...one, here: { outcome: outcomeHere(one), trace: traceHere(one) } }))
    .filter(({ outcome, trace, here }) => {
      return JSON.stringify({ outcome, trace }) !== JSON.stringify(here);
    });
  expect(differing.slice(0, 2)).toEqual([]);
});

it("tries walks that end and walks that may not be", () => {
  const share = (of: (one: Case) => boolean) => cases.filter(of).length / cases.length;
  expect(share(({ outcome }) => outcome === null)).toBeGreaterThan(0.2);
  expect(share(({ outcome }) => outcome !== null)).toBeGreaterThan(0.2);
});
