import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

interface Sent {
  path: string;
  token: string | null;
  body: unknown;
  init: RequestInit;
}

let sent: Sent[];
let valid: Set<string>;
let made: number;
let answerAttempts: () => Response;

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), { status, headers });
}

function fakeFetch(url: string, init: RequestInit): Promise<Response> {
  const headers = init.headers as Record<string, string>;
  const token = headers["Authorization"]?.replace("Bearer ", "") ?? null;
  sent.push({ path: url, token, body: init.body && JSON.parse(init.body as string), init });
  if (url === "/api/v1/learners/") {
    made += 1;
    valid.add(`token${made}`);
    return Promise.resolve(json(201, { id: `id${made}`, token: `token${made}` }));
  }
  if (!token || !valid.has(token)) return Promise.resolve(json(401, {}));
  if (url === "/api/v1/learners/me/") return Promise.resolve(json(200, { modules: [] }));
  return Promise.resolve(answerAttempts());
}

async function openPage() {
  vi.resetModules();
  return import("./learner");
}

const nothing = { attempts: [] };
const attempt = { module: "m", version: "v1", item: "i", phase: "practice", response: {} } as const;
const one = { attempts: [{ id: "1", ...attempt }] };
const another = { attempts: [{ id: "2", ...attempt }] };
const child = { locale: "ar", band: "8-10" } as const;

beforeEach(() => {
  sent = [];
  valid = new Set();
  made = 0;
  answerAttempts = () => json(200, { results: [], progress: [] });
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("fetch", vi.fn(fakeFetch));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the learner of a device", () => {
  it("is not made by looking", async () => {
    const { knownLearner } = await openPage();
    expect(await knownLearner()).toBeNull();
    expect(sent).toEqual([]);
  });

  it("is made with the first answer and kept over a reload", async () => {
    const first = await openPage();
    await first.callAsLearner("/api/v1/attempts/", nothing, child);
    const second = await openPage();
    await second.callAsLearner("/api/v1/attempts/", nothing, child);
    expect(sent.map(({ path, token }) => [path, token])).toEqual([
      ["/api/v1/learners/", null],
      ["/api/v1/attempts/", "token1"],
      ["/api/v1/attempts/", "token1"],
    ]);
    expect(sent[0]?.body).toEqual({ locale: "ar", band: "8-10" });
    expect(await second.knownLearner()).toEqual({ modules: [] });
  });

  it("has no band when it is an adult", async () => {
    const { callAsLearner } = await openPage();
    await callAsLearner("/api/v1/attempts/", nothing, { locale: "en", band: "" });
    expect(sent[0]?.body).toEqual({ locale: "en" });
  });

  it("is made anew when the server has forgotten it, and the answer goes out all the same", async () => {
    const { callAsLearner } = await openPage();
    await callAsLearner("/api/v1/attempts/", one, child);
    valid.clear();
    await callAsLearner("/api/v1/attempts/", another, child);
    expect(sent.slice(2).map(({ path, token }) => [path, token])).toEqual([
      ["/api/v1/attempts/", "token1"],
      ["/api/v1/learners/", null],
      ["/api/v1/attempts/", "token2"],
    ]);
    expect(sent.at(-1)?.body).toEqual(another);
  });

  it("is not made anew for a seat in a class, whose token may be on another device now", async () => {
    const { callAsLearner, knownToken } = await openPage();
    await callAsLearner("/api/v1/attempts/", one, child);
    localStorage.setItem("cop.class", "merry lagoon");
    valid.clear();
    await expect(callAsLearner("/api/v1/attempts/", another, child)).rejects.toMatchObject({
      status: 401,
    });
    expect(made).toBe(1);
    expect(await knownToken()).toBe("token1");
    localStorage.clear();
  });

  it("does not go round in circles when a new token is refused as well", async () => {
    const { callAsLearner } = await openPage();
    answerAttempts = () => json(401, {});
    await expect(callAsLearner("/api/v1/attempts/", nothing, child)).rejects.toMatchObject({
      status: 401,
    });
    expect(sent).toHaveLength(2);
  });

  it("is sent without cookies", async () => {
    const { callAsLearner } = await openPage();
    await callAsLearner("/api/v1/attempts/", nothing, child);
    expect(sent.map(({ init }) => init.credentials)).toEqual(["omit", "omit"]);
  });
});

describe("calls of the API", () => {
  it("tell apart no network, a refusal and a wish to wait", async () => {
    const { call } = await import("./api/client");
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("Failed to fetch")));
    await expect(call("get", "/api/v1/modules/", {})).rejects.toMatchObject({
      status: 0,
      retryAfter: 0,
    });
    vi.stubGlobal("fetch", vi.fn().mockResolvedValue(json(429, {}, { "Retry-After": "7" })));
    await expect(call("get", "/api/v1/modules/", {})).rejects.toMatchObject({
      status: 429,
      retryAfter: 7,
    });
  });

  it("take an answer that is not JSON for no answer, as of a hotel's log-in page", async () => {
    const { call } = await import("./api/client");
    vi.stubGlobal("fetch", vi.fn().mockResolvedValue(new Response("<html>", { status: 200 })));
    await expect(call("get", "/api/v1/modules/", {})).rejects.toMatchObject({ status: 0 });
  });
});
