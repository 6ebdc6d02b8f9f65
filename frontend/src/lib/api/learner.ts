/**
 * The anonymous learner of this device.
 *
 * One is made only when there is something to send, so that looking around leaves no trace.
 */
import { Table } from "../offline/table";
import { ApiError, call } from "./client";
import type { Band, Learner, LearnerToken, Locale } from "./types";

const KEY = "learner";
const values = new Table<LearnerToken>("values");

export interface Introduction {
  locale: Locale;
  band: Band;
}

/** The token kept on this device, or null before the first answer. */
export async function knownToken(): Promise<string | null> {
  return (await values.get(KEY))?.token ?? null;
}

/** What the server remembers of this device's learner, or null when there is none to ask for. */
export async function knownLearner(): Promise<Learner | null> {
  const token = await knownToken();
  if (!token) return null;
  try {
    return await call<Learner>("/learners/me/", { token });
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

/**
 * Call the API as this device's learner, making one first when there is none.
 *
 * A token that the server no longer knows (401) is dropped and a new learner made, once. Rejects
 * with an `ApiError`.
 */
export async function callAsLearner<T>(
  path: string,
  body: unknown,
  introduce: Introduction,
): Promise<T> {
  const known = await knownToken();
  try {
    return await call<T>(path, { method: "POST", body, token: known ?? (await meet(introduce)) });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401 && known)) throw error;
    await values.remove(KEY);
    return call<T>(path, { method: "POST", body, token: await meet(introduce) });
  }
}

async function meet({ locale, band }: Introduction): Promise<string> {
  const body = band ? { locale, band } : { locale };
  const learner = await call<LearnerToken>("/learners/", { method: "POST", body });
  await values.put(KEY, learner);
  return learner.token;
}
