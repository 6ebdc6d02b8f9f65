/**
 * Going: from this device alone, or forgotten at once here and on the server as soon as it can be
 * reached.
 */
import { ApiError, call } from "../api/client";
import { knownToken } from "../learner";
import { PREFIX, recall, remember } from "../device/choices";
import { OPENED } from "../offline/names";
import { alone } from "../offline/outbox";
import { deleteTables } from "../device/table";
import { deliver, newPlayer } from "./aboard";
import { strike } from "../device/learner-list";
import { choose } from "./choose";
import { DEVICE, isUnsaved, player as here, type Player } from "../device/learner-slot";

/**
 * Forget a learner of this device.
 *
 * Gives whether the server has forgotten them, too (or never knew them); when it cannot be reached,
 * their token is kept for nothing but telling it later. Rejects when the device refuses.
 */
export async function forget(player: Player): Promise<boolean> {
  // Not while a tab is sending: it would make a new learner for what the server has just forgotten.
  await alone(async () => {
    const token = await knownToken(player);
    if (token) keepFarewells([...farewells(), token]);
    await remove(player);
  });
  await sayFarewells();
  return farewells().length === 0;
}

/**
 * Let a learner go from this device; the server keeps what they did, for another one.
 *
 * Gives false, and changes nothing, while something they did waits here for the network. Rejects
 * when the device refuses.
 */
export async function leave(player: Player): Promise<boolean> {
  if ((await deliver(player)) > 0) return false;
  await alone(() => remove(player));
  return true;
}

async function remove(player: Player): Promise<void> {
  await deleteTables(player);
  remember("who", null, player);
  remember("class", null, player);
  await forgetOpened();
  if (strike(player).length > 0) {
    if (player === here) choose(newPlayer());
    return;
  }
  // The last one takes along what was the device's.
  forgetChoices();
  await deleteTables(DEVICE);
}

/** Tell the server of everybody who is to be forgotten; who cannot be told of now stays on the list. */
export async function sayFarewells(): Promise<void> {
  if (isUnsaved) return;
  for (const token of farewells()) {
    try {
      await call("delete", "/api/v1/learners/me/", { token });
    } catch (error) {
      // A token that the server does not know (401) has been forgotten already.
      if (!(error instanceof ApiError && error.status === 401)) continue;
    }
    keepFarewells(farewells().filter((each) => each !== token));
  }
}

function farewells(): string[] {
  return recall("farewell")?.split(" ") ?? [];
}

function keepFarewells(tokens: string[]): void {
  remember("farewell", tokens.length > 0 ? tokens.join(" ") : null);
}

/** What was opened on this device tells of whoever opened it; what was downloaded for all stays. */
async function forgetOpened(): Promise<void> {
  if ("caches" in window) await Promise.all(OPENED.map((name) => caches.delete(name)));
}

/** Every choice that was ever made on this device; who is still to be forgotten stays on that list. */
function forgetChoices(): void {
  const waiting = farewells();
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  }
  keepFarewells(waiting);
}
