import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Attempt, ModuleProgress } from "../api/types";

/** A server that knows learners by their tokens, and notes who sent what. */
class FakeServer {
  /** Learner ids by token. */
  learners = new Map<string, string>();
  cards = new Map<string, string>();
  modules: ModuleProgress[] = [];
  /** The ids of the attempts that came with each token. */
  attempts = new Map<string, string[]>();
  calls: string[] = [];
  isAway = false;
  #made = 0;

  fetch = (url: string, init: RequestInit): Promise<Response> => {
    const path = `${init.method ?? "GET"} ${url.replace("/api/v1", "")}`;
    if (this.isAway) return Promise.reject(new TypeError("Failed to fetch"));
    this.calls.push(path);
    const headers = init.headers as Record<string, string>;
    const token = headers["Authorization"]?.replace("Bearer ", "") ?? "";
    const body = JSON.parse((init.body as string | undefined) ?? "null") as never;
    return Promise.resolve(this.#answer(path, token, body));
  };

  #answer(path: string, token: string, body: never): Response {
    if (path === "POST /learners/") return json(201, this.#welcome(`id${this.#made + 1}`));
    if (path === "POST /learners/recover/") {
      const id = this.cards.get((body as { card: string }).card);
      if (!id) return json(404, {});
      for (const [old, whose] of this.learners) if (whose === id) this.learners.delete(old);
      return json(200, this.#welcome(id));
    }
    if (!this.learners.has(token)) return json(401, {});
    if (path === "DELETE /learners/me/") {
      this.learners.delete(token);
      return new Response(null, { status: 204 });
    }
    if (path === "POST /attempts/") {
      const ids = (body as { attempts: Attempt[] }).attempts.map(({ id }) => id);
      this.attempts.set(token, [...(this.attempts.get(token) ?? []), ...ids]);
      const results = ids.map((id) => ({ id, status: "recorded" }));
      return json(200, { results, progress: [] });
    }
    const { modules } = this;
    return json(200, { modules, avatar: "crab-rose", band: "11-13", card: "ABCD-2345" });
  }

  #welcome(id: string) {
    this.#made += 1;
    const token = `token${this.#made}`;
    this.learners.set(token, id);
    return { id, token };
  }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

function attempt(id: string): Attempt {
  const response = { choices: ["yes"] };
  return { id, module: "m", version: "v", item: "i", phase: "practice", response };
}

const child = { locale: "en", band: "8-10" } as const;

/** A page that is opened anew: only what the device keeps is left. */
async function openPage() {
  vi.resetModules();
  const [who, list, aboard, cards, farewell, choose, offline, device, table] = await Promise.all([
    import("../device/learner-slot"),
    import("../device/learner-list"),
    import("./aboard"),
    import("./cards"),
    import("./farewell"),
    import("./choose"),
    import("../offline"),
    import("../device/choices"),
    import("../device/table"),
  ]);
  return {
    ...who,
    ...list,
    ...aboard,
    ...cards,
    ...farewell,
    ...choose,
    ...offline,
    ...device,
    ...table,
  };
}

async function databases(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? "").sort();
}

let server: FakeServer;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  server = new FakeServer();
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("fetch", vi.fn(server.fetch));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Somebody who answers once on this device. */
async function answer(id: string): Promise<void> {
  const page = await openPage();
  const outbox = page.openOutbox(child);
  await outbox.addAttempt(attempt(id));
  await outbox.flush();
}

describe("the learners of one device", () => {
  it("are none before somebody plays, and one after the first answer", async () => {
    const page = await openPage();
    expect(page.crew()).toEqual([]);
    await answer("a1");
    expect(page.crew()).toEqual([{ id: "", avatar: "" }]);
    expect(await databases()).toEqual(["cop-challenge"]);
  });

  it("have a database, a token and a choice of who they are, each of their own", async () => {
    await answer("a1");
    const first = await openPage();
    first.remember("who", "8-10");
    await first.join("whale-navy", "parents");
    const second = await openPage();
    expect(second.player).not.toBe("");
    expect(second.recall("who")).toBe("parents");
    expect(second.recall("who", "")).toBe("8-10");
    await answer("b1");
    expect(await databases()).toEqual(["cop-challenge", `cop-challenge-${second.player}`]);
    expect([...server.attempts]).toEqual([
      ["token1", ["a1"]],
      ["token2", ["b1"]],
    ]);
  });

  it("send what waited with the token of whoever gave the answer, and no other", async () => {
    await answer("a1");
    server.isAway = true;
    await answer("a2");
    const first = await openPage();
    await first.join("whale-navy", "8-10");
    await answer("b1");
    server.isAway = false;
    const second = await openPage();
    await second.deliverOthers();
    await answer("b2");
    expect(server.attempts.get("token1")).toEqual(["a1", "a2"]);
    expect(server.attempts.get("token2")).toEqual(["b1", "b2"]);
  });

  it("tell the server once what they look like", async () => {
    await answer("a1");
    const page = await openPage();
    const [me] = page.dressedCrew();
    expect(me?.avatar).toMatch(/^[a-z]+-[a-z]+$/);
    await page.deliverOthers();
    await page.deliverOthers();
    expect(server.calls.filter((path) => path.startsWith("PATCH"))).toHaveLength(1);
  });

  it("do not include who only looked around and handed the device on", async () => {
    await answer("a1");
    const first = await openPage();
    first.choose("pvisitor");
    const visitor = await openPage();
    await new visitor.Table("values").get("visit");
    expect(await databases()).toContain("cop-challenge-pvisitor");
    await visitor.handOver("");
    expect(await databases()).toEqual(["cop-challenge"]);
    expect((await openPage()).player).toBe("");
  });

  it("are nobody when the list cannot be read", async () => {
    localStorage.setItem("cop.crew", "{");
    expect((await openPage()).crew()).toEqual([]);
    localStorage.setItem("cop.crew", '[{"id": 7}, null, {"id": "", "avatar": "crab"}]');
    expect((await openPage()).crew()).toEqual([{ id: "", avatar: "crab" }]);
  });
});

describe("playing without saving", () => {
  it("keeps nothing and sends nothing, and ends when it is ended", async () => {
    await answer("a1");
    (await openPage()).playUnsaved(true);
    const before = { ...localStorage };
    server.calls = [];
    const page = await openPage();
    expect(page.isUnsaved).toBe(true);
    page.remember("who", "5-7");
    expect(page.recall("who")).toBeNull();
    await answer("x1");
    await new page.Table("values", page.DEVICE).put("helplines", {});
    expect(server.calls).toEqual([]);
    expect({ ...localStorage }).toEqual(before);
    expect(await databases()).toEqual(["cop-challenge"]);

    page.playUnsaved(false);
    expect((await openPage()).player).toBe("");
  });
});

describe("a recovery card", () => {
  it("is read however it is typed, and only when it has eight signs", async () => {
    const { readCard } = await openPage();
    expect(readCard(" abcd–1234\u200f ")).toBe("abcd1234");
    expect(readCard("AB CD 12 34")).toBe("ABCD1234");
    expect(readCard("١٢٣٤ ٥٦٧٨")).toBe("١٢٣٤٥٦٧٨");
    expect(readCard("ABCD-123")).toBeNull();
    expect(readCard("")).toBeNull();
  });

  it("travels behind the # of an address, which is wiped at once", async () => {
    const { addressOf, takeCard } = await openPage();
    const address = addressOf("ABCD-2345", "https://site.example/en/crew/?x=1#forget");
    expect(address).toBe("https://site.example/en/crew/?x=1#card=ABCD-2345");
    location.hash = "#card=ABCD-2345";
    expect(takeCard()).toBe("ABCD-2345");
    expect(location.hash).toBe("");
    expect(takeCard()).toBe("");
  });

  it("brings a learner back with what was won", async () => {
    server.cards.set("ABCD2345", "id9");
    server.modules = [
      { module: "done", state: "finished", steps_done: ["s1"], stars: 2, pearls: 1, reviews: 0 },
      {
        module: "begun",
        state: "started",
        steps_done: ["s1", "s2"],
        stars: 0,
        pearls: 0,
        reviews: 0,
      },
    ];
    const page = await openPage();
    expect(await page.comeBack("ABCD2345")).toBe("");
    expect(page.crew()).toEqual([{ id: "", avatar: "crab-rose", told: "crab-rose" }]);
    const back = await openPage();
    expect(back.recall("who")).toBe("11-13");
    const records = new back.Table("modules");
    expect(await records.get("done")).toMatchObject({ at: "finish", stars: 2, pearls: 1 });
    expect(await records.get("begun")).toMatchObject({ at: "s2", done: ["s1", "s2"] });
  });

  it("makes one more player where somebody plays already, and no twin of who is here", async () => {
    await answer("a1");
    server.cards.set("ABCD2345", "id9");
    const page = await openPage();
    const added = await page.comeBack("ABCD2345");
    expect(page.crew().map(({ id }) => id)).toEqual(["", added]);
    const again = await openPage();
    expect(await again.comeBack("ABCD2345")).toBe(added);
    expect(again.crew()).toHaveLength(2);
    await answer("b1");
    expect([...server.attempts.values()]).toEqual([["a1"], ["b1"]]);
  });

  it("that nobody has brings nobody aboard", async () => {
    const page = await openPage();
    await expect(page.comeBack("ZZZZZZZZ")).rejects.toMatchObject({ status: 404 });
    expect(page.crew()).toEqual([]);
    expect(await databases()).toEqual([]);
  });
});

describe("forget me", () => {
  it("leaves no learner and no trace, here or there", async () => {
    await answer("a1");
    const page = await openPage();
    page.remember("who", "8-10");
    page.remember("country", "BH");
    await new page.Table("values", page.DEVICE).put("helplines", {});
    expect(await page.forget("")).toBe(true);
    expect(server.learners.size).toBe(0);
    expect(await databases()).toEqual([]);
    expect({ ...localStorage }).toEqual({});
    // What this page still does is not kept, either.
    await new page.Table("values").put("visit", {});
    expect(await databases()).toEqual([]);
  });

  it("leaves the others as they are", async () => {
    await answer("a1");
    await (await openPage()).join("whale-navy", "5-7");
    await answer("b1");
    const page = await openPage();
    page.remember("country", "BH");
    await page.forget(page.player);
    expect(page.crew().map(({ id }) => id)).toEqual([""]);
    expect([...server.learners.keys()]).toEqual(["token1"]);
    expect(await databases()).toEqual(["cop-challenge"]);
    const next = await openPage();
    expect(next.recall("country")).toBe("BH");
    expect(next.mateOf(next.player), "nobody plays until somebody is chosen").toBeUndefined();
  });

  it("is told to the server later when it is away, and the device forgets at once", async () => {
    await answer("a1");
    server.isAway = true;
    const page = await openPage();
    expect(await page.forget("")).toBe(false);
    expect(await databases()).toEqual([]);
    expect(Object.keys(localStorage)).toEqual(["cop.farewell"]);
    server.isAway = false;
    await (await openPage()).sayFarewells();
    expect(server.learners.size).toBe(0);
    expect({ ...localStorage }).toEqual({});
  });

  it("does not wait for ever for a learner whom the server has forgotten already", async () => {
    await answer("a1");
    server.learners.clear();
    expect(await (await openPage()).forget("")).toBe(true);
    expect({ ...localStorage }).toEqual({});
  });
});
