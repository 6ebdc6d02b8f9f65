/**
 * The anonymous learner of this page; a device can have several, each with a token of their own.
 *
 * One is made only when there is something to send, so that looking around leaves no trace.
 */
import { isUnsaved, player as here, type Player } from "./device/learner-slot";
import { recall } from "./device/choices";
import { Table } from "./device/table";
import { ApiError, call, post } from "./api/client";
import type { BodyOf, DocumentOf, PathOf } from "./api/operations";
import type { Band, Learner, LearnerToken, Locale } from "./api/types";

const KEY = "learner";
const valuesOf = (player: Player) => new Table<LearnerToken>("values", player);

export interface Introduction {
  locale: Locale;
  band: Band;
}

/** The id and token kept on this device, or undefined before the first answer. */
export function keptToken(player: Player = here): Promise<LearnerToken | undefined> {
  return valuesOf(player).get(KEY);
}

/** Keep the id and token of a learner; with null forget them, for a new one to be made. */
export function keepToken(learner: LearnerToken | null, player: Player): Promise<void> {
  const values = valuesOf(player);
  return learner ? values.put(KEY, learner) : values.remove(KEY);
}

/** The token kept on this device, or null before the first answer. */
export async function knownToken(player: Player = here): Promise<string | null> {
  return (await keptToken(player))?.token ?? null;
}

/** What the server remembers of a learner of this device, or null when there is none to ask for. */
export async function knownLearner(player: Player = here): Promise<Learner | null> {
  const token = await knownToken(player);
  if (!token) return null;
  try {
    return await call("get", "/api/v1/learners/me/", { token });
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

/**
 * Call the API as a learner of this device, making one first when there is none.
 *
 * A token that the server no longer knows (401) is dropped and a new learner made, once; but not that
 * of a seat in a class, which may be used on another device now: what was done there is nobody else's.
 * Rejects with an `ApiError`; always, as if there were no network, for whoever plays without saving.
 */
export async function callAsLearner<P extends PathOf<"post">>(
  path: P,
  body: BodyOf<"post", P>,
  introduce: Introduction,
  player: Player = here,
): Promise<DocumentOf<"post", P>> {
  if (isUnsaved) throw new ApiError(0);
  const known = await knownToken(player);
  const token = known ?? (await meet(introduce, player));
  try {
    return await post(path, body, token);
  } catch (error) {
    const isUnknown = error instanceof ApiError && error.status === 401 && known;
    if (!isUnknown || recall("class", player)) throw error;
    await keepToken(null, player);
    return post(path, body, await meet(introduce, player));
  }
}

async function meet({ locale, band }: Introduction, player: Player): Promise<string> {
  const body = band ? { locale, band } : { locale };
  const learner = await call("post", "/api/v1/learners/", { body });
  await keepToken(learner, player);
  return learner.token;
}
