/** Pupils' devices that have joined a class: a token, on a page or on its own. */
import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import type { components } from "../../../frontend/src/lib/api/schema";
import type { Classroom } from "./classroom";
import { FIRST } from "./learner";

type Schemas = components["schemas"];

/** Let a device join a class at each of its seats, in their order: gives the tokens. */
export async function joinAll(page: Page, { code, seats }: Classroom): Promise<string[]> {
  const tokens: string[] = [];
  for (const { id, pictures } of seats) {
    const data = { code, seat: id, pictures };
    const answer = await page.request.post("/api/v1/classes/join/", { data });
    expect(answer.status(), await answer.text()).toBe(200);
    tokens.push(((await answer.json()) as Schemas["Joined"]).token);
  }
  return tokens;
}

/** Keep a token on a device as its first learner's, as joining does. */
export async function keepToken(page: Page, token: string): Promise<void> {
  await page.evaluate(
    async ([name, value]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => {
          for (const store of ["attempts", "marks", "modules", "values"]) {
            request.result.createObjectStore(store);
          }
        };
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error("no database"));
      });
      const transaction = db.transaction("values", "readwrite");
      transaction.objectStore("values").put({ id: "seat", token: value }, "learner");
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      db.close();
    },
    [FIRST, token] as const,
  );
}

/** Choose as a pupil whose device is only a token: the last option, in the turn that is open. */
export async function voteOf(page: Page, token: string, turn: 1 | 2): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const found = await page.request.get("/api/v1/learners/me/round/", { headers });
  const { round } = (await found.json()) as Schemas["LatestRound"];
  const choice = round?.item.options.at(-1)?.id;
  const answer = await page.request.post(`/api/v1/rounds/${round?.id ?? ""}/votes/`, {
    headers,
    data: { choice, turn },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A device of its own, somewhere on the site. */
export async function newDevice(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0],
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(options);
  return { context, page: await context.newPage() };
}
