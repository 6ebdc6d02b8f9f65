/** What a family can agree on. The words are in the catalogue, by these ids. */
export const PARTS = [
  { id: "rest", choices: ["rest_kitchen", "rest_living", "rest_basket", "rest_grown"] },
  { id: "free", choices: ["free_meals", "free_bed", "free_guests", "free_together"] },
  { id: "share", choices: ["share_who", "share_grown", "share_place", "share_later"] },
  { id: "fresh", choices: ["fresh_app", "fresh_money", "fresh_meet", "fresh_gift"] },
  { id: "tell", choices: ["tell_parent", "tell_grand", "tell_aunt", "tell_teacher"] },
  { id: "promise", choices: ["promise_calm", "promise_phone", "promise_too", "promise_talk"] },
] as const;

export type PartId = (typeof PARTS)[number]["id"];
export type ChoiceId = (typeof PARTS)[number]["choices"][number];

/** What was tapped and written. */
export interface FamilyPlan {
  chosen: ChoiceId[];
  own: Partial<Record<PartId, string>>;
}

export function emptyPlan(): FamilyPlan {
  return { chosen: [], own: {} };
}

/** A plan as it was kept, without choices that are no longer offered. */
export function fitting(plan: FamilyPlan): FamilyPlan {
  const offered = PARTS.flatMap(({ choices }): readonly ChoiceId[] => choices);
  return { own: plan.own, chosen: plan.chosen.filter((choice) => offered.includes(choice)) };
}

/** Whether there is anything on the plan yet. */
export function isEmpty({ chosen, own }: FamilyPlan): boolean {
  return chosen.length === 0 && Object.values(own).every((words) => words.trim() === "");
}
