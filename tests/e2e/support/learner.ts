/** What a device and the server remember of its learner. */
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import type { Learner, ModuleProgress } from "../../../frontend/src/lib/api/types";

/** The database of a device's first learner; any other's has a name added to it. */
export const FIRST = "cop-challenge";

/** The token that a page's device keeps of a learner, or "" before the first answer. */
export function tokenOf(page: Page, database = FIRST): Promise<string> {
  return page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("no database"));
    });
    const request = db.transaction("values").objectStore("values").get("learner");
    const learner = await new Promise<{ token: string } | undefined>((resolve) => {
      request.onsuccess = () => resolve(request.result as { token: string } | undefined);
    });
    db.close();
    return learner?.token ?? "";
  }, database);
}

/** How many answers and steps of a learner wait on a page's device for the network. */
export function waitingOn(page: Page, database = FIRST): Promise<number> {
  return page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("no database"));
    });
    const transaction = db.transaction(["attempts", "marks"]);
    const counts = ["attempts", "marks"].map(
      (store) =>
        new Promise<number>((resolve) => {
          const request = transaction.objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
        }),
    );
    const [attempts = 0, marks = 0] = await Promise.all(counts);
    db.close();
    return attempts + marks;
  }, database);
}

/** Wait until everything that was done on a page's device has reached the server. */
export async function allSent(page: Page, database = FIRST, timeout = 15_000): Promise<void> {
  await expect.poll(() => waitingOn(page, database), { timeout }).toBe(0);
}

/** What the API says about the learner of a token. */
export async function learnerOf(
  request: APIRequestContext,
  site: string,
  token: string,
): Promise<Learner> {
  const answer = await request.get(`${site}/api/v1/learners/me/`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Learner;
}

/** What the API says about a page's learner in one module. */
export async function progressOf(
  page: Page,
  request: APIRequestContext,
  module: string,
): Promise<ModuleProgress | undefined> {
  const { modules } = await learnerOf(request, new URL(page.url()).origin, await tokenOf(page));
  return modules.find((progress) => progress.module === module);
}
