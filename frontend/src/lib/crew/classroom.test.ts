import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const seat = { id: "s1", label: "calm otter", avatar: "otter-teal" };
const joined = { play_name: "merry lagoon", band: "8-10", locale: "ar" };

/** What the server answers, and what it was asked. */
let calls: { path: string; body: unknown; token: string }[];
let learners: Record<string, string>;
let isAway = false;
let round: { stage: string } | null = null;

function server(url: string, init: RequestInit): Promise<Response> {
  if (isAway) return Promise.reject(new TypeError("Failed to fetch"));
  const path = `${init.method ?? "GET"} ${url.replace("/api/v1", "")}`;
  const headers = init.headers as Record<string, string>;
  const token = headers["Authorization"]?.replace("Bearer ", "") ?? "";
  const body = JSON.parse((init.body as string | undefined) ?? "null") as { seat?: string };
  calls.push({ path, body, token });
  if (path === "POST /classes/join/") {
    const id = `learner of ${body.seat ?? ""}`;
    const fresh = `token${calls.length}`;
    learners = Object.fromEntries(Object.entries(learners).filter(([, whose]) => whose !== id));
    learners[fresh] = id;
    return answer(200, { id, token: fresh, class: joined });
  }
  if (path === "POST /learners/") {
    const fresh = `alone${calls.length}`;
    learners[fresh] = "somebody new";
    return answer(201, { id: fresh, token: fresh });
  }
  if (!learners[token]) return answer(401, {});
  if (path === "GET /learners/me/round/") return answer(200, { round });
  if (path.includes("/assignments/")) return answer(200, [{ module: "m" }]);
  if (path === "POST /progress/") return answer(200, { progress: [], rejected: [] });
  return answer(200, { modules: [], avatar: "otter-teal", band: "8-10" });
}

const answer = (status: number, body: unknown) =>
  Promise.resolve(new Response(JSON.stringify(body), { status }));

/** A page that is opened anew: only what the device keeps is left. */
async function openPage() {
  vi.resetModules();
  const parts = await Promise.all([
    import("../device/learner-slot"),
    import("../device/learner-list"),
    import("./classroom"),
    import("./farewell"),
    import("./moved"),
    import("../offline"),
    import("../device/choices"),
    import("../learner"),
  ]);
  const [who, list, classroom, farewell, moved, offline, device, learner] = parts;
  return {
    ...who,
    ...list,
    ...classroom,
    ...farewell,
    ...moved,
    ...offline,
    ...device,
    ...learner,
  };
}

beforeEach(() => {
  localStorage.clear();
  calls = [];
  learners = {};
  isAway = false;
  round = null;
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("fetch", vi.fn(server));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function sit(id: string, avatar = "otter-teal"): Promise<string> {
  const page = await openPage();
  return page.takeSeat("2DWMCBG6", { ...seat, id, avatar }, ["key", "cup", "boat"]);
}

describe("a seat in a class", () => {
  it("is taken with code, seat and pictures, and nothing else", async () => {
    await sit("s1");
    expect(calls[0]).toEqual({
      path: "POST /classes/join/",
      body: { code: "2DWMCBG6", seat: "s1", pictures: ["key", "cup", "boat"] },
      token: "",
    });
    const page = await openPage();
    expect(page.crew()).toEqual([{ id: "", avatar: "otter-teal", told: "otter-teal" }]);
    expect(page.recall("who")).toBe("8-10");
    expect(page.classOf()).toBe("merry lagoon");
    expect(await page.assignments("ar")).toEqual([{ module: "m" }]);
    expect(calls.at(-1)?.path).toBe("GET /learners/me/assignments/?locale=ar");
  });

  it("keeps the band of the class, whatever was looked at before", async () => {
    (await openPage()).remember("who", "14-17");
    await sit("s1");
    expect((await openPage()).recall("who")).toBe("8-10");
  });

  it("is beside others on the same device, each with a token of their own", async () => {
    const first = await sit("s1");
    const second = await sit("s2", "seal-rose");
    expect(second).not.toBe(first);
    const page = await openPage();
    expect(page.player).toBe(second);
    expect(page.crew().map(({ avatar }) => avatar)).toEqual(["otter-teal", "seal-rose"]);
    expect(await page.knownToken(first)).not.toBe(await page.knownToken(second));
    // The first comes back, and is still the same here.
    expect(await sit("s1")).toBe(first);
    expect((await openPage()).crew()).toHaveLength(2);
  });

  it("is left on this device alone", async () => {
    const first = await sit("s1");
    await sit("s2", "seal-rose");
    const page = await openPage();
    expect(await page.leave(page.player)).toBe(true);
    const after = await openPage();
    expect(after.crew().map(({ id }) => id)).toEqual([first]);
    expect(after.classOf()).toBe("");
    expect(calls.some(({ path }) => path.startsWith("DELETE"))).toBe(false);
    expect(Object.values(learners)).toContain("learner of s2");
  });

  it("is not left while something waits for the network", async () => {
    await sit("s1");
    isAway = true;
    const page = await openPage();
    const outbox = page.openOutbox({ locale: "en", band: "8-10" });
    await outbox.addMark({ module: "m", version: "v", step: "s" });
    expect(await page.leave(page.player)).toBe(false);
    expect(page.crew()).toHaveLength(1);
    expect(page.classOf()).toBe("merry lagoon");
  });

  it("says so when it was taken on another device since", async () => {
    await sit("s1");
    const page = await openPage();
    learners = {};
    await expect(page.assignments("en")).rejects.toMatchObject({ status: 401 });
  });

  it("knows whether its class is answering together", async () => {
    const before = await openPage();
    expect(await before.isTogether()).toBe(false);
    expect(calls).toEqual([]);
    await sit("s1");
    const page = await openPage();
    expect(await page.isTogether()).toBe(false);
    for (const [stage, isIt] of [
      ["see", true],
      ["talk", true],
      ["close", false],
    ] as const) {
      round = { stage };
      expect(await page.isTogether()).toBe(isIt);
    }
  });
});

const child = { locale: "en", band: "8-10" } as const;
const mark = (step: string) => ({ module: "m", version: "v", step });

/** Whose steps have reached the server, by learner. */
const arrived = () =>
  calls
    .filter(({ path, token }) => path === "POST /progress/" && whose.has(token))
    .map(({ token, body }) => [
      whose.get(token),
      ...(body as { steps: { step: string }[] }).steps.map(({ step }) => step),
    ]);

/** Learners by token, whether the server knows it still or not. */
let whose: Map<string, string>;

/** Somebody joins at a seat on another device. */
function joinElsewhere(id: string): void {
  learners = { "a token of another device": `learner of ${id}` };
}

/** Finish a step on a page that is opened anew; gives the page when the step was tried. */
async function finish(step: string) {
  const page = await openPage();
  const outbox = page.openOutbox(child);
  await outbox.addMark(mark(step));
  await outbox.flush();
  for (const [token, id] of Object.entries(learners)) whose.set(token, id);
  return { ...page, outbox };
}

describe("a seat that is used on another device now", () => {
  beforeEach(async () => {
    whose = new Map();
    await sit("s1");
    joinElsewhere("s1");
  });

  it("keeps what is done here, and makes nobody new of who did it", async () => {
    const page = await finish("late");
    expect(await page.outbox.waiting()).toBe(1);
    expect(page.outbox.failure).toBe(401);
    expect(calls.some(({ path }) => path === "POST /learners/")).toBe(false);
    expect(page.classOf()).toBe("merry lagoon");
    expect(arrived()).toEqual([]);
  });

  it("gets it when somebody joins there again on this device", async () => {
    await finish("late");
    expect(await sit("s1")).toBe("");
    const page = await finish("now");
    expect(arrived()).toEqual([["learner of s1", "late", "now"]]);
    expect(await page.outbox.waiting()).toBe(0);
    expect(page.crew()).toHaveLength(1);
  });

  it("lets who plays on without the class be somebody else, and still gets what is its own", async () => {
    const before = await finish("late");
    await before.playOn();
    expect(before.classOf()).toBe("");
    expect(await before.waitingOf()).toBe(0);
    const alone = await finish("alone");
    expect(arrived()).toEqual([["somebody new", "alone"]]);
    // The animal of the card is the seat's.
    expect(alone.crew().map(({ avatar }) => avatar)).toEqual(["", "otter-teal"]);

    const seatHere = await sit("s1");
    expect(seatHere).toBe(alone.crew()[1]?.id);
    const then = await finish("then");
    expect(then.player).toBe(seatHere);
    expect(then.classOf()).toBe("merry lagoon");
    expect(arrived()).toEqual([
      ["somebody new", "alone"],
      ["learner of s1", "late", "then"],
    ]);
  });

  it("leaves one learner on the device when nothing waits", async () => {
    const page = await openPage();
    await page.playOn();
    expect(page.crew()).toEqual([{ id: "", avatar: "otter-teal", told: "" }]);
    expect(await page.knownToken()).toBeNull();
    await finish("alone");
    expect(arrived()).toEqual([["somebody new", "alone"]]);
  });
});
