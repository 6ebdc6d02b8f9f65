/**
 * The stops of a module, in the order in which they are played.
 */
import type { CheckItem, Item, Module, Step } from "../../lib/api/types";

export interface StepStop {
  id: string;
  at: "step";
  step: Step;
}

export interface CheckStop {
  id: string;
  at: "check";
  phase: "pre" | "post";
  item: CheckItem;
  /** The place among the questions of its check, from 1. */
  number: number;
  of: number;
}

export type Stop = StepStop | CheckStop;

/** What one play of a module asks beside its steps. */
export interface Asked {
  /** Whether the form before the module is asked, too. */
  asksFirst: boolean;
  /** Whether the module has come to its end before. */
  isReplay?: boolean;
  /** Chance, from 0 to below 1, by which the questions of a check are drawn where it has more. */
  draw?: number | undefined;
}

/**
 * Put a module's checks round its steps: the first, if it is asked, before all of them, the second
 * after, but before a rehearsal that ends the module, so that the last thing a child does is to
 * practise telling someone.
 *
 * In a replay the checks are left out: they measure what was new; the second is asked each time
 * where it can be passed.
 */
export function stopsOf(module: Module, { asksFirst, isReplay = false, draw = 0 }: Asked): Stop[] {
  const steps = module.steps.map((step): Stop => ({ id: step.id, at: "step", step }));
  if (isReplay && !canBePassed(module)) return steps;
  const last = module.steps.at(-1)?.type === "rehearse" ? steps.length - 1 : steps.length;
  const { pre, post } = module.check;
  const { asked = pre.length } = module;
  // The same places in both forms, which ask for the same with other questions.
  const places = drawnPlaces(pre.length, asked, draw);
  const drawn = (items: CheckItem[]) => items.filter((_, place) => places.includes(place));
  return [
    ...(asksFirst && !isReplay ? checkStops("pre", drawn(pre)) : []),
    ...steps.slice(0, last),
    ...checkStops("post", drawn(post)),
    ...steps.slice(last),
  ];
}

/** Leave `count` of the places below `size`: one number of chance takes the others out. */
export function drawnPlaces(size: number, count: number, draw: number): number[] {
  const left = [...Array(size).keys()];
  let chance = draw;
  while (left.length > count) {
    chance = (chance % 1) * left.length;
    left.splice(Math.floor(chance), 1);
  }
  return left;
}

/** Whether an educator is certified for the check after a module, and may try it again. */
export function canBePassed(module: Module): boolean {
  return module.track === "educators" && module.check.post.length > 0;
}

function checkStops(phase: "pre" | "post", items: CheckItem[]): CheckStop[] {
  return items.map((item, index) => ({
    id: item.id,
    at: "check",
    phase,
    item,
    number: index + 1,
    of: items.length,
  }));
}

/** The item that is played at a stop, if it is one with an item. */
export function itemAt(stop: Stop): Item | undefined {
  if (stop.at === "check") return stop.item;
  return "item" in stop.step ? stop.step.item : undefined;
}

/** Whether something has to be done at a stop before the next may follow. */
export function asksForAction(stop: Stop): boolean {
  return (
    itemAt(stop) !== undefined ||
    (stop.at === "step" && (stop.step.type === "reveal" || stop.step.type === "rehearse"))
  );
}
