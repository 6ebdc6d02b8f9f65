/** Handing the device to another of its learners. */
import { ApiError, call } from "../api/client";
import { knownToken } from "../learner";
import { bandOf } from "../bands";
import { recall, remember } from "../device/choices";
import { courierOf } from "../offline";
import { Outbox } from "../offline/outbox";
import { deleteTables } from "../device/table";
import { avatarOf, newLook } from "./avatars";
import { choose } from "./choose";
import { crew, enrol, mateOf, type Mate } from "../device/learner-list";
import { player as here, type Player } from "../device/learner-slot";

/** Nobody waits longer for a slow network before the device changes hands; the rest is sent later. */
const PATIENCE_MS = 1500;

/** A name for one more learner: it is kept on this device only, and says nothing. */
export function newPlayer(): Player {
  return crypto
    .getRandomValues(new Uint32Array(2))
    .reduce((name, part) => name + part.toString(36), "p");
}

/** Everybody on the list, each with an avatar: who has none yet gets one. */
export function dressedCrew(): Mate[] {
  for (const { id, avatar } of crew()) {
    if (!avatar) enrol(id, { avatar: avatarOf(newLook(crew().map((mate) => mate.avatar))) });
  }
  return crew();
}

/** Take one more learner aboard, who plays from the next page on. */
export async function join(avatar: string, who: string): Promise<void> {
  // Whoever has only looked around until now may be the one who joins.
  const player = mateOf(here) ? newPlayer() : here;
  enrol(player, { avatar });
  remember("who", who, player);
  await handOver(player);
}

/** Let somebody of the list play from the next page on, once what waits had its chance to be sent. */
export async function handOver(to: Player): Promise<void> {
  if (mateOf(here)) await Promise.race([deliver(here), pause(PATIENCE_MS)]);
  else if (to !== here) await deleteTables(here).catch(() => undefined);
  choose(to);
}

/**
 * Send what waits of the learners who are not playing, each with a token of their own, and tell the
 * server of avatars that it has not heard of.
 */
export async function deliverOthers(): Promise<void> {
  for (const { id } of crew()) {
    if (id !== here) await deliver(id);
    await tellAvatar(id);
  }
}

/** Send what waits of a learner of this device; gives how much of it waits still. */
export async function deliver(player: Player): Promise<number> {
  const who = recall("who", player) ?? "";
  const introduction = { locale: document.documentElement.lang, band: bandOf(who) };
  const outbox = new Outbox(courierOf(player, introduction), player);
  await outbox.flush();
  return outbox.waiting();
}

/** Tell the server of a learner's avatar, once there is a learner; tried again on another page when it fails. */
export async function tellAvatar(player: Player): Promise<void> {
  const mate = mateOf(player);
  if (!mate?.avatar || mate.told === mate.avatar) return;
  const token = await knownToken(player);
  if (!token) return;
  const { avatar } = mate;
  try {
    await call("patch", "/api/v1/learners/me/", { body: { avatar }, token });
    enrol(player, { told: avatar });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
