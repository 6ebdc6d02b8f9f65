/**
 * A seat that is used on another device now, or is gone: the server does not know its token any more.
 *
 * Whoever plays on may be the pupil of the seat, who will join again, or somebody who found the device.
 * So nothing is sent until they say: what waits is the seat's, and reaches nobody but the seat.
 */
import type { StepMark } from "../api/types";
import { keepToken, keptToken } from "../learner";
import { recall, remember } from "../device/choices";
import { alone, type Sent } from "../offline/outbox";
import { Table } from "../device/table";
import { newPlayer } from "./aboard";
import { enrol, mateOf } from "../device/learner-list";
import { player as here, type Player } from "../device/learner-slot";

/** How many answers and steps of a learner wait on this device. */
export async function waitingOf(player: Player = here): Promise<number> {
  const kept = await Promise.all(boxesOf(player).map((box) => box.entries()));
  return kept.flat().length;
}

/**
 * Play on without the class, with everything that was won on this device.
 *
 * What waits stays for the seat: it goes to a learner of its own on this device's list, who sends it
 * once somebody joins again there.
 */
export function playOn(player: Player = here): Promise<void> {
  // Not while a tab is sending.
  return alone(async () => {
    if ((await waitingOf(player)) > 0) await setAside(player);
    await keepToken(null, player);
    await new Table("values", player).remove("due", "round", "locked");
    remember("class", null, player);
    // The next learner is another one for the server, which is told of the avatar again.
    enrol(player, { told: "" });
    dispatchEvent(new Event("cop:crew"));
  });
}

async function setAside(player: Player): Promise<void> {
  const seat = newPlayer();
  const token = await keptToken(player);
  if (token) await keepToken(token, seat);
  for (const choice of ["who", "class"] as const) remember(choice, recall(choice, player), seat);
  // The animal of the card stays with the seat; whoever plays on gets another one.
  const avatar = mateOf(player)?.avatar ?? "";
  enrol(seat, { avatar, told: avatar });
  enrol(player, { avatar: "" });
  const theirs = boxesOf(seat);
  for (const [place, box] of boxesOf(player).entries()) {
    const entries = await box.entries();
    for (const [key, value] of entries) await theirs[place]?.put(key, value);
    await box.remove(...entries.map(([key]) => key));
  }
}

function boxesOf(player: Player): Table<Sent | StepMark>[] {
  return [new Table("attempts", player), new Table("marks", player)];
}
