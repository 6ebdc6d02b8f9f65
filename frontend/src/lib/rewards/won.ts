/** What this device's learner has done, from the device and from the server. */
import { knownLearner } from "../learner";
import type { ModuleProgress } from "../api/types";
import { Table } from "../device/table";
import { allRecords } from "../state/keeper";
import { better, type ModuleRecord, type Shown } from "../state/record";

/** How far the learner is in one module. */
export interface Won extends Shown {
  /** Ids of the steps that are done, in whatever version. */
  steps: Set<string>;
  /** Whether it was played again after its end, and went better. */
  lookedAgain: boolean;
  /** How many of its reviews were answered. */
  reviews: number;
}

/** What the first end was worth: the sum of the best scores up to then. */
const firsts = new Table<number>("values");
const keyOf = (module: string) => `first end ${module}`;

/** Note what the first end of a module was worth, unless that was noted before. */
export async function noteFirstEnd(record: ModuleRecord): Promise<void> {
  if (record.state !== "finished") return;
  const key = keyOf(record.module);
  if ((await firsts.get(key)) === undefined) await firsts.put(key, worth(record));
}

/** What the device knows, by module. Modules that were only looked at are left out. */
export async function wonHere(): Promise<Map<string, Won>> {
  const records = (await allRecords()).filter(({ at }) => at !== "");
  const entries = records.map(async (record): Promise<[string, Won]> => {
    const first = await firsts.get(keyOf(record.module));
    const { state, stars, pearls, done, replays } = record;
    const lookedAgain = replays > 0 && first !== undefined && worth(record) > first + 1e-9;
    return [record.module, { state, stars, pearls, steps: new Set(done), lookedAgain, reviews: 0 }];
  });
  return new Map(await Promise.all(entries));
}

/** The same with what the server knows; without a network, or a learner, it is what was given. */
export async function wonInAll(here: Map<string, Won>): Promise<Map<string, Won>> {
  const learner = await knownLearner();
  const all = new Map(here);
  for (const entry of learner?.modules ?? [])
    all.set(entry.module, join(here.get(entry.module), entry));
  return all;
}

function join(here: Won | undefined, there: ModuleProgress): Won {
  return {
    ...(better(here, there) ?? there),
    steps: new Set([...(here?.steps ?? []), ...there.steps_done]),
    lookedAgain: here?.lookedAgain ?? false,
    reviews: there.reviews,
  };
}

function worth({ best }: ModuleRecord): number {
  return Object.values(best).reduce<number>((sum, score) => sum + (score ?? 0), 0);
}
