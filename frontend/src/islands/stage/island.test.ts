import { screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { callAt } from "../../lib/api/client";
import { knownLearner } from "../../lib/learner";
import type { Learner } from "../../lib/api/types";
import { noteLocked } from "../../lib/crew/locked";
import { remember } from "../../lib/device/choices";
import { t } from "../../lib/i18n";
import { openOutbox } from "../../lib/offline";
import { allRecords } from "../../lib/state/keeper";
import { lastVisit } from "../../lib/state/visit";
import { samplePayload } from "../../test/payload";
import { mount } from "./index";

vi.mock("../../lib/learner", () => ({ knownLearner: vi.fn() }));
const outbox = { addAttempt: vi.fn(), addMark: vi.fn(), flush: vi.fn(), waiting: vi.fn() };
vi.mock("../../lib/api/client", () => ({ callAt: vi.fn() }));
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

beforeEach(() => {
  vi.mocked(callAt).mockReset();
  vi.mocked(openOutbox).mockClear();
  vi.mocked(knownLearner).mockReset().mockResolvedValue(null);
  remember("class", null);
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
    expect(await screen.findByText("Is a secret gift fine?")).toBeVisible();
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
  const QUESTION = "Is a secret gift fine?";

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
    expect(screen.queryByText(QUESTION)).toBeNull();
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
    expect(await screen.findByText(QUESTION)).toBeVisible();
  });

  it("is begun by everybody else, who are not even asked about", async () => {
    await open(["t1-test"]);
    expect(await screen.findByText(QUESTION)).toBeVisible();
    expect(knownLearner).not.toHaveBeenCalled();
    remember("class", "merry lagoon");
    await open(["t1-test"], 1);
    expect(await screen.findByText(QUESTION)).toBeVisible();
    expect(knownLearner).not.toHaveBeenCalled();
  });
});
