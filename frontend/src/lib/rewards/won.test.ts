import { beforeEach, describe, expect, it, vi } from "vitest";
import { knownLearner } from "../learner";
import type { Learner } from "../api/types";
import { Table } from "../device/table";
import { newRecord, type ModuleRecord } from "../state/record";
import { noteFirstEnd, wonHere, wonInAll } from "./won";

vi.mock("../learner", () => ({ knownLearner: vi.fn() }));

const records = new Table<ModuleRecord>("modules");
const values = new Table("values");

const finished = (changes: Partial<ModuleRecord> = {}): ModuleRecord => ({
  ...newRecord("m", "v1"),
  state: "finished",
  at: "finish",
  done: ["say"],
  best: { q1: 0.5, q2: 1, opinion: null },
  stars: 2,
  pearls: 1,
  ...changes,
});

beforeEach(async () => {
  await records.remove("m", "begun", "seen");
  await values.remove("first end m");
  vi.mocked(knownLearner).mockResolvedValue(null);
});

const lookedAgain = async () => (await wonHere()).get("m")?.lookedAgain;

describe("what this device knows", () => {
  it("leaves out what was only looked at", async () => {
    await records.put("seen", newRecord("seen", "v1"));
    await records.put("begun", { ...newRecord("begun", "v1"), at: "text" });
    const won = await wonHere();
    expect([...won.keys()]).toEqual(["begun"]);
    expect(won.get("begun")).toMatchObject({ state: "started", pearls: 0 });
  });

  it("notices a second play that went better, and only that", async () => {
    await noteFirstEnd(finished());
    await records.put("m", finished());
    expect(await lookedAgain()).toBe(false);
    await records.put("m", finished({ replays: 1 }));
    expect(await lookedAgain()).toBe(false);
    await records.put("m", finished({ replays: 1, best: { q1: 1, q2: 1, opinion: null } }));
    expect(await lookedAgain()).toBe(true);
  });

  it("holds on to the first end, however often it is noted", async () => {
    await noteFirstEnd(finished());
    const better = finished({ replays: 1, best: { q1: 1, q2: 1 } });
    await noteFirstEnd(better);
    await records.put("m", better);
    expect(await lookedAgain()).toBe(true);
  });

  it("notes no end of what goes on", async () => {
    await noteFirstEnd(finished({ state: "started" }));
    expect(await values.get("first end m")).toBeUndefined();
  });
});

describe("what the server knows as well", () => {
  const learner = (entry: object): Learner =>
    ({
      modules: [
        {
          module: "m",
          state: "started",
          stars: 0,
          pearls: 0,
          reviews: 0,
          steps_done: ["elsewhere"],
          ...entry,
        },
      ],
    }) as unknown as Learner;

  it("joins both, and the better of the two counts", async () => {
    await records.put("m", finished());
    vi.mocked(knownLearner).mockResolvedValue(learner({ reviews: 1, stars: 3 }));
    const won = (await wonInAll(await wonHere())).get("m");
    expect(won).toMatchObject({ state: "finished", stars: 3, pearls: 1, reviews: 1 });
    expect([...(won?.steps ?? [])].sort()).toEqual(["elsewhere", "say"]);
  });

  it("brings back what was won on another device", async () => {
    vi.mocked(knownLearner).mockResolvedValue(learner({ state: "finished", pearls: 1 }));
    const won = (await wonInAll(new Map())).get("m");
    expect(won).toMatchObject({ state: "finished", pearls: 1, reviews: 0, lookedAgain: false });
  });

  it("leaves what the device knows when there is nobody to ask", async () => {
    await records.put("m", finished());
    const here = await wonHere();
    expect(await wonInAll(here)).toEqual(here);
  });
});
