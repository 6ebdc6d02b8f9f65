import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { flushSync } from "svelte";
import type { Outbox } from "../../lib/offline/outbox";
import { News } from "./news.svelte";

const worker = { postMessage: vi.fn() } as unknown as ServiceWorker;
let waiting: number;
let sends: boolean;

const outbox = {
  waiting: () => Promise.resolve(waiting),
  flush: () => {
    if (sends) waiting = 0;
    return Promise.resolve();
  },
} as unknown as Outbox;

const settle = () => vi.advanceTimersByTimeAsync(1);

beforeEach(() => {
  vi.useFakeTimers();
  waiting = 0;
  sends = true;
  document.body.innerHTML = "";
});

afterEach(() => vi.useRealTimers());

describe("the news of the connection", () => {
  it("says that the network is gone, how much waits, that it goes out and that it is gone", async () => {
    const news = new News(outbox);
    expect(news.said).toBe("");
    waiting = 3;
    dispatchEvent(new Event("offline"));
    await settle();
    expect([news.said, news.waiting]).toEqual(["offline", 3]);
    dispatchEvent(new Event("online"));
    expect(news.said).toBe("sending");
    await settle();
    expect([news.said, news.waiting]).toEqual(["sent", 0]);
    await vi.advanceTimersByTimeAsync(6000);
    expect(news.said).toBe("");
  });

  it("does not say that answers have arrived which have not", async () => {
    sends = false;
    const news = new News(outbox);
    waiting = 2;
    dispatchEvent(new Event("offline"));
    await settle();
    dispatchEvent(new Event("online"));
    await settle();
    expect([news.said, news.waiting]).toEqual(["sending", 2]);
  });

  it("keeps a newer version back while a module is in play or the network is gone", async () => {
    document.body.innerHTML = `<section data-island="stage"></section>`;
    const stage = document.querySelector<HTMLElement>("section")!;
    const news = new News(outbox);
    news.offer(worker);
    expect(news.said).toBe("newer");
    stage.dataset["playing"] = "";
    await settle();
    flushSync();
    expect(news.said).toBe("");
    delete stage.dataset["playing"];
    await settle();
    expect(news.said).toBe("newer");
    dispatchEvent(new Event("offline"));
    await settle();
    expect(news.said).toBe("offline");
  });

  it("says no more of a version that was put off", () => {
    const news = new News(outbox);
    news.offer(worker);
    news.dismiss();
    expect(news.said).toBe("");
  });
});
