import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, call } from "../../lib/api/client";
import { knownToken } from "../../lib/learner";
import type { Attempt, ReviewQuestion } from "../../lib/api/types";
import { openOutbox } from "../../lib/offline";
import { itemStep, practiceItem } from "../../test/payload";
import { dropReview, keptReview } from "./kept";
import { mount } from "./index";

vi.mock("../../lib/api/client", async (original) => ({ ...(await original()), call: vi.fn() }));
vi.mock("../../lib/learner", () => ({ knownToken: vi.fn() }));
vi.mock("../../lib/offline", () => ({ openOutbox: vi.fn() }));
vi.mock("../../players/registry", async () => {
  const { default: FakePlayer } = await import("../../test/FakePlayer.svelte");
  return { loadPlayer: () => Promise.resolve(FakePlayer) };
});

const user = userEvent.setup();
let sent: Attempt[];
let flush: ReturnType<typeof vi.fn>;

/** Two modules may call their questions alike. */
function question(module: string, title: string): ReviewQuestion {
  return {
    module,
    version: `${module}-v1`,
    locale: "en",
    dir: "ltr",
    title,
    url: `/en/children/${module}/`,
    band: "8-10",
    step: { ...itemStep, id: "q1", item: practiceItem("q1", `What about ${title}?`) } as never,
  };
}

const questions = [
  question("kite", "The kite"),
  question("net", "The net"),
  {
    ...question("kite", "The kite"),
    step: { ...itemStep, id: "q2", item: practiceItem("q2", "And who may see it?") },
  },
] as ReviewQuestion[];

async function open(): Promise<HTMLElement> {
  document.body.innerHTML = `<section data-island="review" data-locale="en" data-band="8-10"
    data-track-url="/en/children/?band=8-10"></section>`;
  const target = document.querySelector("section")!;
  await mount(target);
  return target;
}

const press = async (name: string | RegExp) =>
  user.click(await screen.findByRole("button", { name }));

beforeEach(async () => {
  sent = [];
  flush = vi.fn(() => Promise.resolve());
  vi.mocked(openOutbox).mockReturnValue({
    flush,
    addAttempt: (attempt: Attempt) => Promise.resolve(void sent.push(structuredClone(attempt))),
  } as never);
  vi.mocked(knownToken).mockResolvedValue("cop_token");
  vi.mocked(call).mockReset().mockResolvedValue({ questions });
  await dropReview();
});

describe("the tide pool", () => {
  it("asks the questions one by one, sends each as a review, and ends without points", async () => {
    const target = await open();
    expect(await screen.findByText("What about The kite?")).toBeVisible();
    expect(target).toHaveAttribute("data-playing");
    expect(screen.getByText(/Question 1 of 3 · From “The kite”/)).toBeVisible();
    const next = () => screen.getByRole("button", { name: /Next|Finish/ });
    expect(next()).toBeDisabled();

    await press("Wrong");
    await user.click(next());
    expect(await screen.findByText("What about The net?")).toBeVisible();
    expect(screen.getByRole("heading", { level: 2 })).toHaveFocus();
    expect(next()).toBeDisabled();
    await press("Right");
    await user.click(next());
    await press("Right");
    await press("Finish");

    expect(await screen.findByText("3 pearls shine again.")).toHaveFocus();
    expect(target).not.toHaveAttribute("data-playing");
    expect(document.body).not.toHaveTextContent(/score|star|\d of 3|%/i);
    const links = screen.getAllByRole("link").map(({ textContent }) => textContent?.trim());
    expect(links).toEqual(["Back to the map", "Visit “The kite” again", "Visit “The net” again"]);
    expect(sent.map(({ module, version, item, phase }) => [module, version, item, phase])).toEqual([
      ["kite", "kite-v1", "q1", "review"],
      ["net", "net-v1", "q1", "review"],
      ["kite", "kite-v1", "q2", "review"],
    ]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
    expect(await keptReview()).toBeNull();
  });

  it("sends what waits before it asks what is due", async () => {
    await open();
    await screen.findByText("What about The kite?");
    expect(vi.mocked(call).mock.calls).toEqual([
      ["get", "/api/v1/learners/me/review/", { query: { locale: "en" }, token: "cop_token" }],
    ]);
    expect(flush.mock.invocationCallOrder[0]).toBeLessThan(
      vi.mocked(call).mock.invocationCallOrder[0] ?? 0,
    );
  });

  it("goes on where it was, although the server takes the review as done", async () => {
    await open();
    await press("Wrong");
    await press("Next");
    await press("Draft");
    vi.mocked(call).mockResolvedValue({ questions: [] });

    await open();
    expect(await screen.findByText("What about The net?")).toBeVisible();
    expect(screen.getByTestId("saved")).toHaveTextContent(
      '{"response":{"choices":["yes"]},"done":false}',
    );
    expect(screen.getByRole("button", { name: "Next" })).toBeDisabled();
  });

  it("can be left after an answer that is tried again", async () => {
    await open();
    await press("Wrong");
    await press("Draft");
    expect(screen.getByRole("button", { name: "Next" })).toBeEnabled();
    await press("Right");
    expect(sent).toHaveLength(2);
  });
});

describe("the tide pool without a network", () => {
  const offline = () => vi.mocked(call).mockRejectedValue(new ApiError(0));

  it("plays the review that was fetched last", async () => {
    await open();
    await screen.findByText("What about The kite?");
    offline();
    await open();
    expect(await screen.findByText("What about The kite?")).toBeVisible();
  });

  it("says so when it has none, and tries again", async () => {
    offline();
    await open();
    expect(await screen.findByRole("alert")).toHaveTextContent(/fills when you are online/);
    vi.mocked(call).mockResolvedValue({ questions });
    await press("Try again");
    expect(await screen.findByText("What about The kite?")).toBeVisible();
  });
});

describe("an empty tide pool", () => {
  it("is good news, and leads back to the map", async () => {
    vi.mocked(call).mockResolvedValue({ questions: [] });
    await open();
    expect(await screen.findByRole("heading", { name: "All calm here today" })).toBeVisible();
    expect(screen.getByRole("link", { name: "Back to the map" })).toHaveAttribute(
      "href",
      "/en/children/?band=8-10",
    );
  });

  it("asks nothing for who has never played", async () => {
    vi.mocked(knownToken).mockResolvedValue(null);
    await open();
    expect(await screen.findByRole("heading", { name: "All calm here today" })).toBeVisible();
    expect(call).not.toHaveBeenCalled();
  });

  it("forgets a review that is no longer due", async () => {
    await open();
    await screen.findByText("What about The kite?");
    vi.mocked(call).mockResolvedValue({ questions: [] });
    await open();
    await screen.findByRole("heading", { name: "All calm here today" });
    await waitFor(async () => expect(await keptReview()).toBeNull());
  });
});
