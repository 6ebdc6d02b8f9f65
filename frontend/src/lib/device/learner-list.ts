/**
 * The learners of this device, in the order in which they came aboard.
 *
 * Somebody is on the list from the moment something of theirs is kept; looking around leaves no trace.
 */
import { recall, remember } from "./choices";
import { isUnsaved, player as here, type Player } from "./learner-slot";

export interface Mate {
  id: Player;
  /** An avatar of the API; "" until one is chosen. */
  avatar: string;
  /** The avatar that the server knows. */
  told?: string;
}

/** Everybody on the list; an unreadable list is an empty one. */
export function crew(): Mate[] {
  try {
    const kept: unknown = JSON.parse(recall("crew") ?? "[]");
    return Array.isArray(kept) ? kept.filter(isMate) : [];
  } catch {
    return [];
  }
}

function isMate(value: unknown): value is Mate {
  const mate = value as Mate | null;
  return typeof mate?.id === "string" && typeof mate.avatar === "string";
}

export function mateOf(player: Player): Mate | undefined {
  return crew().find(({ id }) => id === player);
}

/** Put somebody on the list, or change what it says about them. */
export function enrol(player: Player = here, change: Partial<Omit<Mate, "id">> = {}): void {
  if (isUnsaved) return;
  const mates = crew();
  const known = mates.find(({ id }) => id === player);
  if (known && Object.keys(change).length === 0) return;
  const mate = { avatar: "", ...known, ...change, id: player };
  const list = known ? mates.map((each) => (each === known ? mate : each)) : [...mates, mate];
  remember("crew", JSON.stringify(list));
}

/** Take somebody off the list; gives who is left. */
export function strike(player: Player): Mate[] {
  const left = crew().filter(({ id }) => id !== player);
  remember("crew", JSON.stringify(left));
  return left;
}
