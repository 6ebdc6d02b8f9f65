/** What a device and the server remember of its learner. */
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import type { Learner, ModuleProgress } from "../../../frontend/src/lib/api/types";

/** The token that a page's device keeps, or "" before the first answer. */
export function tokenOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("cop-challenge");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("no database"));
    });
    const request = db.transaction("values").objectStore("values").get("learner");
    const learner = await new Promise<{ token: string } | undefined>((resolve) => {
      request.onsuccess = () => resolve(request.result as { token: string } | undefined);
    });
    db.close();
    return learner?.token ?? "";
  });
}

/** How many answers and steps wait on a page's device for the network. */
export function waitingOn(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("cop-challenge");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("no database"));
    });
    const transaction = db.transaction(["attempts", "marks"]);
    const counts = ["attempts", "marks"].map(
      (name) =>
        new Promise<number>((resolve) => {
          const request = transaction.objectStore(name).count();
          request.onsuccess = () => resolve(request.result);
        }),
    );
    const [attempts = 0, marks = 0] = await Promise.all(counts);
    db.close();
    return attempts + marks;
  });
}

/** Wait until everything that was done on a page's device has reached the server. */
export async function allSent(page: Page, timeout = 15_000): Promise<void> {
  await expect.poll(() => waitingOn(page), { timeout }).toBe(0);
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
