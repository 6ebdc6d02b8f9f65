/** The plan on this device, if the family wants it there. */
import { Table } from "../../lib/device/table";
import { fitting, type FamilyPlan } from "./parts";

const KEY = "family plan";
const values = new Table<FamilyPlan>("values");

export async function keptPlan(): Promise<FamilyPlan | undefined> {
  const kept = await values.get(KEY);
  return kept && fitting(kept);
}

export function keepPlan(plan: FamilyPlan): Promise<void> {
  return values.put(KEY, plan);
}

export function dropPlan(): Promise<void> {
  return values.remove(KEY);
}
