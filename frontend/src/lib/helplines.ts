/** Helplines of a country, kept on the device so that they are there without a network. */
import { DEVICE } from "./device/learner-slot";
import { Table } from "./device/table";
import { call } from "./api/client";
import type { Helplines, Locale } from "./api/types";

const values = new Table<Helplines>("values", DEVICE);
const keyOf = (country: string, locale: Locale) => `helplines ${country} ${locale}`;

/** What this device already knows of a country. */
export function knownHelplines(country: string, locale: Locale): Promise<Helplines | undefined> {
  return values.get(keyOf(country, locale));
}

/** Fetch a country's helplines and keep them. Takes "" for no country. Rejects with an `ApiError`. */
export async function fetchHelplines(country: string, locale: Locale): Promise<Helplines> {
  const found = await call("get", "/api/v1/helplines/", { query: { country, locale } });
  await values.put(keyOf(country, locale), found);
  return found;
}
