import { screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { knownLearner } from "../../lib/learner";
import type { Learner } from "../../lib/api/types";
import { openOutbox } from "../../lib/offline";
import { Table } from "../../lib/device/table";
import type { Island } from "../../lib/rewards/islands";
import { newRecord, type ModuleRecord } from "../../lib/state/record";
import { mount } from "./index";

vi.mock("../../lib/learner", () => ({ knownLearner: vi.fn() }));
vi.mock("../../lib/offline", () => ({ openOutbox: vi.fn() }));

const module = (key: string, band: string, track = "children") =>
  ({ key, title: `The ${key}`, url: `/en/${key}/`, track, band, rehearsals: ["say"] }) as never;
const islands: Island[] = [
  {
    topic: "t1",
    label: "My information",
    modules: [module("net", "8-10"), module("sea", "8-10"), module("job", "14-17")],
  },
  { topic: "t2", label: "Locks", modules: [module("key", "8-10"), module("home", "", "parents")] },
];
const records = new Table<ModuleRecord>("modules");
const keys = ["net", "sea", "job", "key", "home"];

const finish = (key: string) =>
  records.put(key, {
    ...newRecord(key, "v1"),
    state: "finished",
    at: "finish",
    done: ["say"],
    stars: 2,
    pearls: 1,
  });

async function open(audience: string): Promise<void> {
  document.body.innerHTML = `<script id="islands" type="application/json">${JSON.stringify(islands)}</script>
    <div data-island="treasure" data-locale="en" data-audience="${audience}"></div>`;
  await mount(document.querySelector("div")!);
}

beforeEach(async () => {
  localStorage.clear();
  await records.remove(...keys);
  await new Table("values").remove(...keys.map((key) => `first end ${key}`));
  vi.mocked(knownLearner).mockResolvedValue(null);
  vi.mocked(openOutbox).mockReturnValue({ flush: () => Promise.resolve() } as never);
});

describe("a child's treasure", () => {
  it("has a pearl for what is finished, and a place for what is to come", async () => {
    await finish("net");
    await open("8-10");
    expect(screen.getByText("1 pearl on your string")).toBeVisible();
    expect(screen.getByRole("heading", { name: "My information" })).toBeVisible();
    expect(screen.getByText("Pearl found")).toBeVisible();
    expect(screen.getAllByText("A pearl waits here")).toHaveLength(2);
    expect(screen.getByRole("link", { name: "The key" })).toHaveAttribute("href", "/en/key/");
    expect(screen.getByRole("link", { name: "Certificate: The net" })).toHaveAttribute(
      "href",
      "/en/certificate/?for=8-10#net",
    );
    expect(screen.queryByRole("link", { name: "Certificate: The key" })).toBeNull();
  });

  it("leaves out what is for others, but not what this child has done", async () => {
    await finish("job");
    await finish("home");
    await open("8-10");
    expect(screen.getByRole("link", { name: "The job" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "The home" })).toBeNull();
    expect(screen.getByText("1 pearl on your string")).toBeVisible();
  });

  it("says what each badge is for, and which are won", async () => {
    await finish("net");
    await open("8-10");
    expect(screen.getByText(/You practised telling somebody/)).toBeVisible();
    expect(screen.getByText(/Finish every module of one topic/)).toBeVisible();
    expect(screen.getAllByText("Still to find")).toHaveLength(3);
  });

  it("shows what was won on another device", async () => {
    const entry = { module: "net", state: "finished", stars: 3, pearls: 1, steps_done: [] };
    vi.mocked(knownLearner).mockResolvedValue({ modules: [entry] } as unknown as Learner);
    await open("8-10");
    expect(await screen.findByText("1 pearl on your string")).toBeVisible();
  });

  it("is for whom this device remembers, when the page does not say", async () => {
    localStorage.setItem("cop.who", "14-17");
    await open("");
    expect(screen.getByRole("link", { name: "The job" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "The net" })).toBeNull();
  });
});

describe("what a grown-up has done", () => {
  it("is a plain list", async () => {
    await finish("home");
    await open("parents");
    expect(screen.getByText("1 module finished")).toBeVisible();
    expect(screen.getByText("Finished")).toBeVisible();
    expect(screen.queryByText(/pearl/i)).toBeNull();
    expect(screen.getByRole("link", { name: "Back to the list" })).toHaveAttribute(
      "href",
      "/en/parents/",
    );
  });
});
