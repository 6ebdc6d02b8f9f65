/**
 * The modules that a class keeps locked for this page's player until its educator opens them.
 *
 * The server refuses what is sent of them; this is for the pages to say so before. What was last
 * known is kept on the device, to hold without a network.
 */
import { knownLearner } from "../learner";
import type { Learner } from "../api/types";
import { Table } from "../device/table";

const KEY = "locked";
const values = new Table<string[]>("values");
/** How long a page waits for the server before it goes by what is kept, in milliseconds. */
const PATIENCE = 3000;

/** The modules that were locked when the server was last asked. */
export async function lastLocked(): Promise<string[]> {
  return (await values.get(KEY)) ?? [];
}

/** Keep what the server says of a learner's locked modules. */
export async function noteLocked({ locked }: Pick<Learner, "locked">): Promise<void> {
  await values.put(KEY, locked);
}

/** Whether a module is locked now: as the server says, or, without an answer in time, as it did last. */
export async function isLocked(module: string): Promise<boolean> {
  const asked = knownLearner().then(
    (learner) => learner ?? undefined,
    () => undefined,
  );
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
  const learner = await Promise.race([asked, late]);
  if (!learner) return (await lastLocked()).includes(module);
  await noteLocked(learner);
  return learner.locked.includes(module);
}
