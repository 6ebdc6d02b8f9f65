/**
 * The rules of a hotspot; the twin of `quizzes/kinds/hotspot.py`.
 */
import type { HotspotKey, HotspotLook, HotspotPart, HotspotPublic } from "../../lib/api/types";
import type { Grade } from "../contract";
import { gradeSpots } from "../spotting/rules";

/**
 * Grade the picked spots: the tricks less the harmless ones, not below 0, of all tricks.
 *
 * Throws `InvalidResponse` for anything but a list of distinct ids of spots.
 */
export function grade(key: HotspotKey, response: unknown): Grade {
  return gradeSpots(key, response, "spots", key.spots, "trick");
}

/** The ids of the parts that can be picked, in the order in which they are read. */
export function spots({ parts }: HotspotPublic): string[] {
  return parts.flatMap((part) => (part.spot ? [part.id] : []));
}

/** The looks of a screen that is drawn. */
export type ScreenLook = Exclude<HotspotLook, "picture">;

/** The roles that make the head of each drawn screen: who it is from, and where one is. */
const HEADS: Record<ScreenLook, HotspotPart["role"][]> = {
  message: ["avatar", "sender", "address", "badge"],
  mail: ["subject", "avatar", "sender", "address", "badge", "time"],
  profile: ["avatar", "sender", "address", "badge", "stat"],
  shop: ["avatar", "sender", "address"],
  lobby: ["avatar", "sender", "address", "badge", "stat"],
};

/** The head and the body of a drawn screen, each in the author's order. */
export function layOut(
  look: ScreenLook,
  parts: HotspotPart[],
): { head: HotspotPart[]; body: HotspotPart[] } {
  const isHead = ({ role }: HotspotPart) => HEADS[look].includes(role);
  return { head: parts.filter(isHead), body: parts.filter((part) => !isHead(part)) };
}
