import { waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { knownLearner } from "../../lib/learner";
import type { Learner } from "../../lib/api/types";
import { recall, remember } from "../../lib/device/choices";
import { Table } from "../../lib/device/table";
import { newRecord, type ModuleRecord } from "../../lib/state/record";
import { keep, type Review } from "../review/kept";
import { mount } from "./index";

vi.mock("../../lib/learner", () => ({ knownLearner: vi.fn() }));
const flush = vi.hoisted(() => vi.fn());
vi.mock("../../lib/offline", () => ({ openOutbox: () => ({ flush }) }));

const records = new Table<ModuleRecord>("modules");

function page(): HTMLElement {
  document.body.innerHTML = `
    <div data-island="map" data-locale="en" data-track="children" data-band="8-10"></div>
    <a data-tide hidden href="/en/tide-pool/">The tide pool is full.</a>
    ${["begun", "done", "new"]
      .map(
        (key) => `<a data-module="${key}" href="/${key}/"><span class="title">${key}</span>
          <span><span data-state></span><span data-stars></span></span></a>`,
      )
      .join("")}`;
  return document.querySelector<HTMLElement>("[data-island]")!;
}

const card = (key: string) => document.querySelector<HTMLElement>(`[data-module="${key}"]`)!;

beforeEach(async () => {
  localStorage.clear();
  vi.mocked(knownLearner).mockResolvedValue(null);
  await records.put("begun", { ...newRecord("begun", "v"), at: "s1" });
  await records.put("done", {
    ...newRecord("done", "v"),
    at: "finish",
    state: "finished",
    stars: 2,
    pearls: 1,
  });
  await records.put("looked-at", newRecord("looked-at", "v"));
});

describe("the map", () => {
  it("shows what this device knows, in words", async () => {
    await mount(page());
    expect(card("begun").dataset).toMatchObject({ state: "started" });
    expect(card("begun")).toHaveTextContent("Begun");
    expect(card("done").dataset).toMatchObject({ state: "finished", stars: "2", pearls: "1" });
    expect(card("done")).toHaveTextContent("Finished");
    expect(card("done")).toHaveTextContent("2 of 3 stars");
    expect(card("new").dataset["state"]).toBeUndefined();
  });

  it("adds what the server knows, and never shows less than the device does", async () => {
    const modules: Learner["modules"] = [
      { module: "new", state: "finished", steps_done: [], stars: 3, pearls: 1, reviews: 0 },
      { module: "done", state: "started", steps_done: [], stars: 0, pearls: 0, reviews: 0 },
    ];
    vi.mocked(knownLearner).mockResolvedValue({ modules, due: [] } as unknown as Learner);
    await mount(page());
    await waitFor(() => expect(card("new").dataset).toMatchObject({ stars: "3" }));
    expect(card("done").dataset).toMatchObject({ state: "finished", stars: "2" });
  });

  it("sends what waits before it asks what the server knows", async () => {
    await mount(page());
    expect(flush.mock.invocationCallOrder[0]).toBeLessThan(
      vi.mocked(knownLearner).mock.invocationCallOrder[0] ?? 0,
    );
  });

  it("marks what the class opens together, also without a network, until it is open", async () => {
    remember("class", "merry lagoon");
    const learner = { modules: [], due: [], locked: ["new"] } as unknown as Learner;
    vi.mocked(knownLearner).mockResolvedValue(learner);
    await mount(page());
    expect(card("new").dataset).toMatchObject({ state: "locked" });
    expect(card("new")).toHaveTextContent("Opens with your class");
    vi.mocked(knownLearner).mockResolvedValue(null);
    await mount(page());
    expect(card("new").dataset).toMatchObject({ state: "locked" });
    vi.mocked(knownLearner).mockResolvedValue({ ...learner, locked: [] });
    await mount(page());
    expect(card("new").dataset["state"]).toBeUndefined();
    expect(card("new")).not.toHaveTextContent("Opens with your class");
  });

  it("remembers the band that was chosen", async () => {
    await mount(page());
    expect(recall("who")).toBe("8-10");
  });
});

describe("the way to the tide pool", () => {
  const way = () => document.querySelector<HTMLElement>("[data-tide]")!;
  const learner = (due: Learner["due"]) => ({ modules: [], due }) as unknown as Learner;

  it("opens when the server says that something is due", async () => {
    vi.mocked(knownLearner).mockResolvedValue(learner([{ module: "done", since: "2026-03-01" }]));
    await mount(page());
    expect(way()).toBeVisible();
  });

  it("stays closed when nothing is", async () => {
    vi.mocked(knownLearner).mockResolvedValue(learner([]));
    await mount(page());
    expect(way()).not.toBeVisible();
  });

  it("is open at once for a review that was begun here, and without a network", async () => {
    const questions = [{}, {}] as Review["questions"];
    await keep({ questions, done: 1, answer: null });
    await mount(page());
    expect(way()).toBeVisible();
    await keep({ questions, done: 2, answer: null });
    await mount(page());
    expect(way()).not.toBeVisible();
  });
});
