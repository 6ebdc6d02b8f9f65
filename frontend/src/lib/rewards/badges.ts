/**
 * Four badges, each for something that helps: none for time, speed, or days in a row.
 *
 * They are worked out on the device from what was done; nothing about them is stored or sent.
 */
import type { Audience } from "./addresses";
import { audienceOf, type Island } from "./islands";
import type { Won } from "./won";

export const BADGES = ["told", "back", "island", "look"] as const;
export type Badge = (typeof BADGES)[number];

/**
 * The badges that are won:
 *
 * - told: a step was done in which one practises to tell somebody;
 * - back: a review was answered, weeks after the end of a module;
 * - island: every module of a topic that is for this audience is finished;
 * - look: a module was played again and went better.
 */
export function badgesOf(
  islands: Island[],
  won: ReadonlyMap<string, Won>,
  audience: Audience,
): Set<Badge> {
  const modules = islands.flatMap((island) => island.modules);
  const all = [...won.values()];
  const earned: Record<Badge, boolean> = {
    told: modules.some(({ key, rehearsals }) =>
      rehearsals.some((id) => won.get(key)?.steps.has(id)),
    ),
    back: all.some(({ reviews }) => reviews > 0),
    island: islands.some((island) => isWhole(island, won, audience)),
    look: all.some(({ lookedAgain }) => lookedAgain),
  };
  return new Set(BADGES.filter((badge) => earned[badge]));
}

function isWhole({ modules }: Island, won: ReadonlyMap<string, Won>, audience: Audience): boolean {
  const own = modules.filter((module) => audienceOf(module) === audience);
  return own.length > 0 && own.every(({ key }) => won.get(key)?.state === "finished");
}
