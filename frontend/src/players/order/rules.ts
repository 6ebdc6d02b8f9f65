/**
 * The rules of an order; the twin of `quizzes/kinds/order.py`.
 */
import type { OrderKey, OrderPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { closing, distinctIds, onlyList } from "../response";

/**
 * Grade an order: the neighbours that follow each other as they should, of all such pairs.
 *
 * Throws `InvalidResponse` for anything but every thing once, or nothing.
 */
export function grade(key: OrderKey, response: unknown): Grade {
  const isKnown = (id: string) => Object.hasOwn(key.feedback, id);
  const order = [...distinctIds(onlyList(response, "order"), isKnown)];
  if (order.length > 0 && order.length !== key.order.length) {
    throw new InvalidResponse("Every thing of the item must be there, or none.");
  }
  const strays = key.order.filter((id) => order.length > 0 && !followsRight(key, order, id));
  const denominator = Math.max(0, key.order.length - 1);
  // The first thing is a stray when it does not come first, and yet no pair.
  const [first] = order;
  const pairs = order.filter((id) => id !== first && followsRight(key, order, id));
  const lines = strays.map((id) => key.feedback[id] ?? "");
  return makeGrade(pairs.length, denominator, [
    ...lines,
    ...closing(key, pairs.length, denominator),
  ]);
}

/** Whether a thing comes after the one that it should follow; the first one after none. */
export function followsRight(key: OrderKey, order: string[], id: string): boolean {
  return order[order.indexOf(id) - 1] === key.order[key.order.indexOf(id) - 1];
}

/** Move a thing to a place, counted from 0; places beyond the ends are the ends. */
export function move(order: string[], id: string, to: number): string[] {
  const others = order.filter((other) => other !== id);
  const at = Math.min(Math.max(to, 0), others.length);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

/** What of a saved response still makes sense; without one, the things as they come. */
export function restore(item: OrderPublic, order: string[]): string[] {
  const ids = item.things.map(({ id }) => id);
  return order.length > 0 ? order.filter((id) => ids.includes(id)) : ids;
}

/** The order to show: things that a saved response does not know come last. */
export function completed(item: OrderPublic, order: string[]): string[] {
  return [...new Set([...order, ...item.things.map(({ id }) => id)])];
}
