/** Somebody who has played elsewhere goes on here. */
import { keepToken, keptToken, knownLearner } from "../learner";
import type { LearnerToken, ModuleProgress } from "../api/types";
import { recall, remember } from "../device/choices";
import { Table } from "../device/table";
import { FINISH, newRecord, type ModuleRecord } from "../state/record";
import { newPlayer } from "./aboard";
import { choose } from "./choose";
import { crew, enrol, mateOf } from "../device/learner-list";
import { player as here, type Player } from "../device/learner-slot";

/**
 * Bring the learner of a new token aboard, who plays from the next page on; gives the name they have
 * here. Somebody who is on this device already stays the same.
 */
export async function arrive(token: LearnerToken): Promise<Player> {
  const player = (await aboard(token.id)) ?? (mateOf(here) ? newPlayer() : here);
  await keepToken(token, player);
  enrol(player);
  choose(player);
  // The map asks the server anyway; without an answer now there is less to see offline.
  const learner = await knownLearner(player).catch(() => null);
  if (!learner) return player;
  if (learner.avatar) enrol(player, { avatar: learner.avatar, told: learner.avatar });
  if (learner.band && !recall("who", player)) remember("who", learner.band, player);
  await restore(learner.modules, player);
  return player;
}

async function aboard(learner: string): Promise<Player | undefined> {
  for (const { id } of crew()) if ((await keptToken(id))?.id === learner) return id;
  return undefined;
}

/** Keep what the server remembers of each module, where this device knows nothing of it. */
async function restore(modules: ModuleProgress[], player: Player): Promise<void> {
  const records = new Table<ModuleRecord>("modules", player);
  for (const { module, state, steps_done: done, stars, pearls } of modules) {
    if (await records.get(module)) continue;
    const at = state === "finished" ? FINISH : (done.at(-1) ?? "");
    await records.put(module, { ...newRecord(module, ""), state, done, stars, pearls, at });
  }
}
