import { screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, callAt } from "../../lib/api/client";
import { knownLearner } from "../../lib/learner";
import type { Assignment, Learner } from "../../lib/api/types";
import { assignments } from "../../lib/crew/classroom";
import { noteLocked } from "../../lib/crew/locked";
import { remember } from "../../lib/device/choices";
import { t } from "../../lib/i18n";
import { openOutbox } from "../../lib/offline";
import { Table } from "../../lib/device/table";
import { allRecords } from "../../lib/state/keeper";
import { lastVisit } from "../../lib/state/visit";
import { samplePayload } from "../../test/payload";
import { mount } from "./index";

vi.mock("../../lib/learner", () => ({ knownLearner: vi.fn() }));
vi.mock("../../lib/crew/classroom", () => ({ assignments: vi.fn() }));
const outbox = { addAttempt: vi.fn(), addMark: vi.fn(), flush: vi.fn(), waiting: vi.fn() };
vi.mock("../../lib/api/client", async (actual) => ({
  ...(await actual<object>()),
  callAt: vi.fn(),
}));
vi.mock("../../lib/offline", () => ({ openOutbox: vi.fn(() => outbox) }));
vi.mock("../../players/registry", async () => {
  const { default: FakePlayer } = await import("../../test/FakePlayer.svelte");
  return { loadPlayer: () => Promise.resolve(FakePlayer) };
});

function page(attributes: string, extra = ""): HTMLElement {
  document.body.innerHTML = `${extra}<section data-island="stage" ${attributes}>
    <p>Read it or print it</p></section>`;
  return document.querySelector("section")!;
}

beforeEach(async () => {
  vi.mocked(callAt).mockReset();
  vi.mocked(openOutbox).mockClear();
  vi.mocked(knownLearner).mockReset().mockResolvedValue(null);
  vi.mocked(assignments).mockReset().mockResolvedValue([]);
  remember("class", null);
  await new Table("values").remove("due");
  await new Table("modules").remove("t1-test");
});

describe("the stage of an editor's preview", () => {
  it("plays the draft in the page, asks for nothing and keeps nothing", async () => {
    const draft = JSON.stringify(samplePayload({ key: "draft" }));
    const target = page(
      'data-payload-id="payload" data-payload-url="/api/v1/modules/draft/"',
      `<script id="payload" type="application/json">${draft}</script>`,
    );
    await mount(target);
    expect(await screen.findByText("Is a secret gift fine?")).toBeVisible();
    screen.getByRole("button", { name: "Right" }).click();
    expect(callAt).not.toHaveBeenCalled();
    expect(openOutbox).not.toHaveBeenCalled();
    expect(await allRecords()).toEqual([]);
    expect(await lastVisit()).toBeUndefined();
  });
});

describe("the stage of a module", () => {
  it("fetches its payload, takes the place of what was there, and says that it plays", async () => {
    vi.mocked(callAt).mockResolvedValue(samplePayload());
    const target = page('data-payload-url="/api/v1/content/v1/" data-band="8-10"');
    await mount(target);
    expect(callAt).toHaveBeenCalledWith("/api/v1/content/{version}/", "/api/v1/content/v1/");
    expect(openOutbox).toHaveBeenCalledWith({ locale: "en", band: "8-10" });
    expect(await screen.findByText("A lighthouse")).toBeVisible();
    expect(screen.queryByText("Read it or print it")).toBeNull();
    expect(target).toHaveAttribute("data-playing");
    expect(await lastVisit()).toMatchObject({ module: "t1-test", url: "/en/children/t1-test/" });
  });

  it("leaves the page as it was when the payload cannot be fetched", async () => {
    vi.mocked(callAt).mockRejectedValue(new Error("no network"));
    const target = page('data-payload-url="/api/v1/content/v1/"');
    await expect(mount(target)).rejects.toThrow();
    expect(screen.getByText("Read it or print it")).toBeVisible();
    expect(target).not.toHaveAttribute("data-playing");
  });
});

describe("a module that a class opens together", () => {
  const FIRST = "A lighthouse";

  async function open(locked: string[] | null, sensitivity = 2): Promise<void> {
    const learner = locked && ({ locked } as unknown as Learner);
    vi.mocked(knownLearner).mockResolvedValue(learner);
    vi.mocked(callAt).mockResolvedValue({ ...samplePayload(), sensitivity });
    await mount(page('data-payload-url="/api/v1/content/v1/" data-track-url="/en/children/"'));
  }

  it("is not begun by a pupil of the class, who is told why and led on", async () => {
    remember("class", "merry lagoon");
    await open(["t1-test"]);
    expect(screen.getByRole("heading", { name: t("due.locked") })).toBeVisible();
    expect(screen.queryByText(FIRST)).toBeNull();
    expect(screen.getByRole("link", { name: t("note.other") })).toHaveAttribute(
      "href",
      "/en/children/",
    );
  });

  it("stays locked without a network, as it was last known", async () => {
    remember("class", "merry lagoon");
    await noteLocked({ locked: ["t1-test"] });
    await open(null);
    expect(screen.getByText(t("due.locked_text"))).toBeVisible();
    await open([]);
    expect(await screen.findByText(FIRST)).toBeVisible();
  });

  it("is begun by everybody else, who are not even asked about", async () => {
    await open(["t1-test"]);
    expect(await screen.findByText(FIRST)).toBeVisible();
    expect(knownLearner).not.toHaveBeenCalled();
    remember("class", "merry lagoon");
    await open(["t1-test"], 1);
    expect(await screen.findByText(FIRST)).toBeVisible();
    expect(knownLearner).not.toHaveBeenCalled();
  });
});

describe("the questions before a module", () => {
  const QUESTION = "Is a secret gift fine?";
  const FIRST = "A lighthouse";
  const given = [{ module: "t1-test" }] as Assignment[];

  async function open(changes = {}): Promise<void> {
    vi.mocked(callAt).mockResolvedValue(samplePayload(changes));
    await mount(page('data-payload-url="/api/v1/content/v1/"'));
  }

  it("are asked of the class that was given it, and of no other", async () => {
    remember("class", "merry lagoon");
    vi.mocked(assignments).mockResolvedValue(given);
    await open();
    expect(await screen.findByText(QUESTION)).toBeVisible();
    await open({ key: "t2-test" });
    expect(await screen.findByText(FIRST)).toBeVisible();
  });

  it("are asked without a network, where the list of the class is on the device", async () => {
    remember("class", "merry lagoon");
    vi.mocked(assignments).mockRejectedValue(new ApiError(0));
    await open();
    expect(await screen.findByText(FIRST)).toBeVisible();
    await new Table("modules").remove("t1-test");
    await new Table("values").put("due", given);
    await open();
    expect(await screen.findByText(QUESTION)).toBeVisible();
  });

  it("do not keep a pupil waiting for a server that is slow", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    remember("class", "merry lagoon");
    vi.mocked(assignments).mockReturnValue(new Promise(() => undefined));
    const opened = open();
    await vi.waitFor(() => expect(assignments).toHaveBeenCalled());
    await vi.advanceTimersByTimeAsync(5000);
    vi.useRealTimers();
    await opened;
    expect(await screen.findByText(FIRST)).toBeVisible();
  });

  it("are asked of educators, who are certified, and not of parents", async () => {
    await open({ key: "e1-test", track: "educators", band: "" });
    expect(await screen.findByText(QUESTION)).toBeVisible();
    await open({ key: "p1-test", track: "parents", band: "" });
    expect(await screen.findByText(FIRST)).toBeVisible();
    expect(assignments).not.toHaveBeenCalled();
  });
});
