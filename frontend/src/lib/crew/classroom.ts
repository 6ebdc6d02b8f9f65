/** A seat in a class: how a device finds it, takes it, and asks what is due. */
import { call } from "../api/client";
import { knownToken } from "../learner";
import type { Assignment, ClassSeat, Locale, OpenClass } from "../api/types";
import { recall, remember } from "../device/choices";
import { arrive } from "./arrive";
import { enrol } from "../device/learner-list";
import { player as here, type Player } from "../device/learner-slot";

/**
 * The class behind a code, while its educator holds the door open.
 *
 * Rejects with an `ApiError`: 404 for any other code, 429 after too many of those.
 */
export function openClass(code: string): Promise<OpenClass> {
  return call("post", "/api/v1/classes/open/", { body: { code } });
}

/**
 * Take a seat with the pictures of its card; whose it is plays from the next page on.
 *
 * Gives the name they have on this device. Rejects with an `ApiError`: 404 when something does not
 * fit, 429 after too many of those.
 */
export async function takeSeat(
  code: string,
  { id: seat, avatar }: ClassSeat,
  pictures: string[],
): Promise<Player> {
  const body = { code, seat, pictures };
  const { id, token, class: joined } = await call("post", "/api/v1/classes/join/", { body });
  const player = await arrive({ id, token });
  remember("who", joined.band, player);
  remember("class", joined.play_name, player);
  enrol(player, { avatar, told: avatar });
  return player;
}

/** The play name of the class that a learner of this device has a seat in, or "". */
export function classOf(player: Player = here): string {
  return recall("class", player) ?? "";
}

/**
 * What this page's player is to do for the class, in its order; titles and addresses in a language.
 *
 * Rejects with an `ApiError`: 401 when the seat is used on another device now, or is gone.
 */
export async function assignments(locale: Locale): Promise<Assignment[]> {
  const token = await knownToken();
  return token ? call("get", "/api/v1/learners/me/assignments/", { query: { locale }, token }) : [];
}

/**
 * Whether the class of this page's player is answering something together now.
 *
 * Rejects with an `ApiError`, as `assignments` does.
 */
export async function isTogether(): Promise<boolean> {
  const token = await knownToken();
  if (!token) return false;
  const { round } = await call("get", "/api/v1/learners/me/round/", { token });
  return round !== null && round.stage !== "close";
}
