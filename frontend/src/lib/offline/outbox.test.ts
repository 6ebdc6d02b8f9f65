import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Attempt, AttemptResult, AttemptsAnswer, Form, StepMark } from "../api/types";
import { uuid7 } from "../uuid7";

/** A server that keeps what it is sent, once each, and can be told to fail. */
class FakeServer {
  readonly kept: string[] = [];
  readonly steps: string[] = [];
  /** What came, in the order in which it came. */
  readonly log: string[] = [];
  /** The status with which a form is refused. */
  refusesForms = 0;
  readonly batches: number[] = [];
  calls = 0;
  fail: ((attempts: Attempt[]) => void) | undefined;
  rejected = new Set<string>();
  /** The class keeps every module locked. */
  isLocked = false;
  silentAbout = new Set<string>();
  /** The answer to what was kept never reaches the device. */
  loseAnswers = 0;

  courier = {
    attempts: async (attempts: Attempt[]): Promise<AttemptsAnswer> => {
      this.calls += 1;
      await Promise.resolve();
      this.fail?.(attempts);
      this.batches.push(attempts.length);
      this.log.push(...attempts.map(({ item }) => item));
      const results = attempts
        .filter(({ id }) => !this.silentAbout.has(id))
        .map(({ id }) => {
          if (this.isLocked) return { ...resultOf(id, "rejected"), code: "locked" };
          if (this.rejected.has(id)) return resultOf(id, "rejected");
          if (this.kept.includes(id)) return resultOf(id, "duplicate");
          this.kept.push(id);
          return resultOf(id, "recorded");
        });
      if (this.loseAnswers > 0) {
        this.loseAnswers -= 1;
        throw await noNetwork();
      }
      return { results, progress: [] };
    },
    form: async ({ phase }: Form) => {
      this.fail?.([]);
      this.log.push(`form ${phase}`);
      if (this.refusesForms) throw await apiError(this.refusesForms);
    },
    steps: async (steps: StepMark[]) => {
      await Promise.resolve();
      this.fail?.([]);
      if (this.isLocked) {
        const rejected = steps.map((step) => ({ ...step, code: "locked", detail: "" }));
        return { progress: [], rejected };
      }
      this.steps.push(...steps.map(({ step }) => step));
      this.log.push(...steps.map(({ step }) => `step ${step}`));
      return { progress: [], rejected: [] };
    },
  };
}

function resultOf(id: string, status: AttemptResult["status"]): AttemptResult {
  const isRejected = status === "rejected";
  return {
    id,
    status,
    outcome: isRejected ? null : "correct",
    score: isRejected ? null : 1,
    feedback: "",
  };
}

async function apiError(status: number, retryAfter = 0) {
  const { ApiError } = await import("../api/client");
  return new ApiError(status, retryAfter);
}
const noNetwork = () => apiError(0);

/** A page of the site, opened anew: nothing but IndexedDB remembers what was before. */
async function openPage(server: FakeServer) {
  vi.resetModules();
  const { Outbox } = await import("./outbox");
  const { ApiError } = await import("../api/client");
  const failWith =
    (status: number, retryAfter = 0) =>
    () => {
      throw new ApiError(status, retryAfter);
    };
  return { outbox: new Outbox(server.courier), failWith };
}

function attempt(changes: Partial<Attempt> = {}): Attempt {
  const response = { choices: ["yes"] };
  const phase = "practice";
  return { id: uuid7(), module: "m", version: "v", item: "i", phase, response, ...changes };
}

const form = (phase: Form["phase"]): Form => ({ module: "m", version: "v", phase });

let server: FakeServer;

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  server = new FakeServer();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the outbox", () => {
  it("sends what it is given, in order, and is empty then", async () => {
    const { outbox } = await openPage(server);
    const attempts = [attempt(), attempt(), attempt()];
    for (const each of attempts) await outbox.addAttempt(each);
    await outbox.flush();
    expect(server.kept).toEqual(attempts.map(({ id }) => id));
    expect(await outbox.waiting()).toBe(0);
  });

  it("sends marks of steps after the answers, each step once", async () => {
    const { outbox } = await openPage(server);
    await outbox.addMark({ module: "m", version: "v", step: "s1" });
    await outbox.flush();
    await outbox.addMark({ module: "m", version: "v", step: "s2" });
    await outbox.flush();
    expect(server.steps).toEqual(["s1", "s2"]);
    expect(await outbox.waiting()).toBe(0);
  });

  it("hands a form in after its answers and before what came later, and steps last", async () => {
    const { outbox, failWith } = await openPage(server);
    server.fail = failWith(0);
    await outbox.addMark({ module: "m", version: "v", step: "s" });
    await outbox.addAttempt(attempt({ item: "a1", phase: "pre" }));
    await outbox.addAttempt(attempt({ item: "a2", phase: "pre" }));
    await outbox.addForm(form("pre"));
    await outbox.addAttempt(attempt({ item: "q" }));
    await outbox.addAttempt(attempt({ item: "b1", phase: "post" }));
    await outbox.addForm(form("post"));
    expect(await outbox.waiting()).toBe(7);
    const after = await openPage(server);
    server.fail = undefined;
    await after.outbox.flush();
    expect(server.log).toEqual(["a1", "a2", "form pre", "q", "b1", "form post", "step s"]);
    expect(await after.outbox.waiting()).toBe(0);
  });

  it.each([0, 429, 503, 401])("keeps a form when the answer is %i", async (status) => {
    const { outbox } = await openPage(server);
    server.refusesForms = status || 503;
    await outbox.addForm(form("post"));
    await outbox.flush();
    expect(await outbox.waiting()).toBe(1);
    server.refusesForms = 0;
    const after = await openPage(server);
    await after.outbox.flush();
    expect(await after.outbox.waiting()).toBe(0);
  });

  it.each([400, 409])("gives up a form that is refused with %i, and only that", async (status) => {
    const { outbox } = await openPage(server);
    server.refusesForms = status;
    await outbox.addForm(form("post"));
    await outbox.addAttempt(attempt({ item: "q" }));
    await outbox.flush();
    expect(server.log).toEqual(["form post", "q"]);
    expect(await outbox.waiting()).toBe(0);
  });

  it("keeps a form that lacks an answer while that answer is on this device", async () => {
    const { outbox, failWith } = await openPage(server);
    server.fail = (sent) => {
      if (sent.length > 0) failWith(400)();
    };
    server.refusesForms = 409;
    await outbox.addAttempt(attempt({ item: "b1", phase: "post" }));
    await outbox.addForm(form("post"));
    await outbox.flush();
    expect(await outbox.waiting()).toBe(2);
    server.fail = undefined;
    server.refusesForms = 0;
    const after = await openPage(server);
    await after.outbox.flush();
    expect(server.log.slice(-2)).toEqual(["b1", "form post"]);
    expect(await after.outbox.waiting()).toBe(0);
  });

  it("sends batches of at most 50", async () => {
    const { outbox, failWith } = await openPage(server);
    server.fail = failWith(0);
    for (let n = 0; n < 120; n += 1) await outbox.addAttempt(attempt());
    await outbox.flush();
    const after = await openPage(server);
    server.fail = undefined;
    await after.outbox.flush();
    expect(server.batches).toEqual([50, 50, 20]);
    expect(new Set(server.kept).size).toBe(120);
  });

  it.each([0, 408, 429, 500, 503, 401, 403, 404])(
    "keeps everything when the answer is %i, also over a reload",
    async (status) => {
      const { outbox, failWith } = await openPage(server);
      server.fail = failWith(status);
      const heard = new Promise((resolve) => addEventListener("cop:unsent", resolve));
      await outbox.addAttempt(attempt());
      await outbox.addMark({ module: "m", version: "v", step: "s" });
      await outbox.flush();
      expect(await outbox.waiting()).toBe(2);
      await heard;
      expect(outbox.failure).toBe(status);

      server.fail = undefined;
      const after = await openPage(server);
      await after.outbox.flush();
      expect(await after.outbox.waiting()).toBe(0);
      expect(server.kept).toHaveLength(1);
      expect(server.steps).toEqual(["s"]);
    },
  );

  it("is counted once when the answer to it was lost", async () => {
    const { outbox } = await openPage(server);
    server.loseAnswers = 1;
    const given = attempt();
    await outbox.addAttempt(given);
    await outbox.flush();
    expect(await outbox.waiting()).toBe(1);
    const after = await openPage(server);
    await after.outbox.flush();
    expect(server.kept).toEqual([given.id]);
    expect(await after.outbox.waiting()).toBe(0);
  });

  it("drops an attempt that the server has rejected, and only that", async () => {
    const { outbox, failWith } = await openPage(server);
    server.fail = failWith(0);
    const [good, bad] = [attempt(), attempt()];
    server.rejected.add(bad.id);
    await outbox.addAttempt(bad);
    await outbox.addAttempt(good);
    server.fail = undefined;
    const after = await openPage(server);
    await after.outbox.flush();
    expect(server.kept).toEqual([good.id]);
    expect(await after.outbox.waiting()).toBe(0);
  });

  it("keeps what was done in a module that is locked, and sends it once it is open", async () => {
    const { outbox } = await openPage(server);
    server.isLocked = true;
    await outbox.addAttempt(attempt());
    await outbox.addMark({ module: "m", version: "v", step: "s" });
    await outbox.flush();
    expect(await outbox.waiting()).toBe(2);
    expect(outbox.failure).toBe(0);
    server.isLocked = false;
    const after = await openPage(server);
    await after.outbox.flush();
    expect(await after.outbox.waiting()).toBe(0);
    expect([server.kept.length, server.steps]).toEqual([1, ["s"]]);
  });

  it("keeps an attempt that an answer does not mention, and does not ask for ever", async () => {
    const { outbox } = await openPage(server);
    const given = attempt();
    server.silentAbout.add(given.id);
    await outbox.addAttempt(given);
    await outbox.flush();
    expect(await outbox.waiting()).toBe(1);
    expect(server.calls).toBe(1);
  });

  it.each([400, 413, 415])(
    "lets no entry that is refused with %i block the others",
    async (status) => {
      const { outbox, failWith } = await openPage(server);
      server.fail = failWith(0);
      const attempts = Array.from({ length: 9 }, () => attempt());
      for (const each of attempts) await outbox.addAttempt(each);
      const bad = attempts[4]?.id;

      const after = await openPage(server);
      server.fail = (batch) => {
        if (batch.some(({ id }) => id === bad)) after.failWith(status)();
      };
      await after.outbox.addMark({ module: "m", version: "v", step: "s" });
      await after.outbox.flush();
      expect(server.kept).toEqual(attempts.map(({ id }) => id).filter((id) => id !== bad));
      expect(server.steps).toEqual(["s"]);
      expect(await after.outbox.waiting()).toBe(1);

      const calls = server.calls;
      await after.outbox.flush();
      expect(server.calls, "it is left alone on this page").toBe(calls);

      server.fail = undefined;
      const later = await openPage(server);
      await later.outbox.flush();
      expect(await later.outbox.waiting(), "and tried again on the next").toBe(0);
    },
  );

  it("queues calls: what was added before a flush is sent when the flush ends", async () => {
    const { outbox } = await openPage(server);
    const first = outbox.flush();
    await outbox.addAttempt(attempt());
    const second = outbox.flush();
    await Promise.all([first, second]);
    expect(server.kept).toHaveLength(1);
    expect(await outbox.waiting()).toBe(0);
  });

  it("waits for its turn among the tabs where the browser can arrange that", async () => {
    const request = vi.fn((_name: string, work: () => Promise<void>) => work());
    vi.stubGlobal("navigator", { onLine: true, locks: { request } });
    const { outbox } = await openPage(server);
    await outbox.addAttempt(attempt());
    await outbox.flush();
    expect(request).toHaveBeenCalledWith("cop-outbox", expect.any(Function));
    expect(server.kept).toHaveLength(1);
  });
});

describe("trying again", () => {
  /** Time stands still but for what a test lets pass; storage goes on working. */
  function stopTheClock() {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout", "setInterval"] });
    vi.spyOn(Math, "random").mockReturnValue(1);
  }

  async function pass(ms: number, outbox: { flush: () => Promise<void> }) {
    vi.setSystemTime(Date.now() + ms);
    await outbox.flush();
  }

  it("waits longer after each failure, up to five minutes", async () => {
    stopTheClock();
    const { outbox, failWith } = await openPage(server);
    server.fail = failWith(503);
    await outbox.addAttempt(attempt());
    await outbox.flush();
    expect(server.calls).toBe(1);
    await pass(1999, outbox);
    expect(server.calls).toBe(1);
    await pass(1, outbox);
    expect(server.calls).toBe(2);
    await pass(3999, outbox);
    expect(server.calls).toBe(2);
    await pass(1, outbox);
    expect(server.calls).toBe(3);
    for (let n = 0; n < 10; n += 1) await pass(300_000, outbox);
    expect(server.calls).toBe(13);
  });

  it("waits as long as the server asks", async () => {
    stopTheClock();
    const { outbox, failWith } = await openPage(server);
    server.fail = failWith(429, 60);
    await outbox.addAttempt(attempt());
    await outbox.flush();
    await pass(59_999, outbox);
    expect(server.calls).toBe(1);
    await pass(1, outbox);
    expect(server.calls).toBe(2);
  });

  it("does not wait when the network comes back, and looks after itself until stopped", async () => {
    const { outbox, failWith } = await openPage(server);
    server.fail = failWith(0);
    await outbox.addAttempt(attempt());
    const stop = outbox.start();
    await outbox.flush();
    server.fail = undefined;
    window.dispatchEvent(new Event("online"));
    await outbox.flush();
    expect(server.kept).toHaveLength(1);
    stop();
    const calls = server.calls;
    window.dispatchEvent(new Event("online"));
    document.dispatchEvent(new Event("visibilitychange"));
    await Promise.resolve();
    expect(server.calls).toBe(calls);
  });
});
