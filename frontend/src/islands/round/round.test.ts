import { fireEvent, screen, within } from "@testing-library/svelte";
import { mount as mountComponent, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, call } from "../../lib/api/client";
import { callIfChanged } from "../../lib/api/if-changed";
import { knownToken } from "../../lib/learner";
import type { Round, RoundVote } from "../../lib/api/types";
import { t } from "../../lib/i18n";
import { Table } from "../../lib/device/table";
import type { Wanted } from "./following.svelte";
import Together from "./Together.svelte";

vi.mock("../../lib/api/client", async (original) => ({
  ...(await original<object>()),
  call: vi.fn(),
}));
vi.mock("../../lib/api/if-changed");
vi.mock("../../lib/learner");

/** Longer than a device waits between two looks, however often it has failed. */
const A_WHILE = 12_500;

const TURNS: Partial<Record<Round["stage"], RoundVote["turn"]>> = { choose: 1, choose_again: 2 };

/** The class: what its educator has come to, and what has arrived of this seat. */
let stage: Round["stage"] | null;
let id: string;
let byHand: boolean;
let band: Round["band"];
let mine: RoundVote[];
/** What every call is answered with instead, as a status. */
let failure: number | undefined;
let looks: string[];
let votes: Wanted[];

function state(): Round | null {
  if (!stage) return null;
  const options = ["tell", "wait", "share"].map((each) => ({
    id: each,
    text: `She will ${each}.`,
    picture: null,
  }));
  const shows = stage === "spread" || stage === "talk" || stage === "close";
  return {
    id,
    band,
    module: "reef-rules",
    version: "v",
    locale: "en",
    dir: "ltr",
    stage,
    turn: TURNS[stage] ?? null,
    by_hand: byHand,
    item: { id: "q", kind: "choice", prompt: "What helps?", picture: null, options },
    spreads: shows
      ? [{ turn: 1, parts: options.map((each) => ({ option: each.id, share: 33, most: false })) }]
      : [],
    right: stage === "close" ? ["tell"] : [],
    mine,
  } as unknown as Round;
}

function look(_path: string, _token: string, etag: string) {
  looks.push(etag);
  if (failure !== undefined) return Promise.reject(new ApiError(failure));
  const round = state();
  const now = JSON.stringify(round);
  return Promise.resolve(now === etag ? null : { data: { round }, etag: now });
}

function vote(_method: string, _path: string, sent: { params: { uid: string }; body: RoundVote }) {
  const { turn, choice } = sent.body;
  votes.push({ round: sent.params.uid, turn, choice });
  if (failure !== undefined) return Promise.reject(new ApiError(failure));
  if (sent.params.uid !== id || !stage || TURNS[stage] !== turn)
    return Promise.reject(new ApiError(400));
  mine = [...mine.filter((each) => each.turn !== turn), { turn, choice }];
  return Promise.resolve({ turn, choice });
}

let page: ReturnType<typeof mountComponent> | undefined;

/** Let things happen for so long, in milliseconds. */
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

async function openPage(): Promise<void> {
  if (page) await unmount(page);
  document.body.innerHTML = "";
  page = mountComponent(Together, {
    target: document.body,
    props: { joinUrl: "/en/join/", band: "8-10" },
  });
  await settle();
}

/** IndexedDB answers with real timers of its own, which are let go on here. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await pass();
  }
}

/** The educator goes on, and the device comes to know. */
async function moveTo(next: Round["stage"] | null): Promise<void> {
  stage = next;
  await pass(A_WHILE);
  await settle();
}

async function choose(option: string): Promise<void> {
  await fireEvent.click(screen.getByRole("radio", { name: new RegExp(option) }));
  await settle();
}

const chosen = () => screen.queryByRole<HTMLInputElement>("radio", { checked: true })?.value;
const marked = (words: string) =>
  screen
    .queryAllByRole("listitem")
    .filter((each) => within(each).queryByText(words))
    .map((each) => each.querySelector(".option__text")?.textContent);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  [stage, id, byHand, band, mine] = ["see", "r1", false, "8-10", []];
  [failure, looks, votes] = [undefined, [], []];
  localStorage.clear();
  vi.mocked(knownToken).mockResolvedValue("token");
  vi.mocked(callIfChanged).mockImplementation(look as never);
  vi.mocked(call).mockImplementation(vote as never);
  await new Table("values").remove("round");
});

afterEach(async () => {
  if (page) await unmount(page);
  page = undefined;
  vi.useRealTimers();
});

describe("a pupil's device in class mode", () => {
  it("goes with its class from seeing to the end", async () => {
    await openPage();
    expect(screen.getByText(t("round.stage.see"))).toBeVisible();
    expect(screen.getByRole("heading", { name: "What helps?" })).toBeVisible();
    // Nobody answers yet.
    expect(screen.queryByRole("radio")).toBeNull();

    await moveTo("choose");
    expect(screen.getByText(t("round.stage.choose"))).toBeVisible();
    expect(screen.getByText(t("round.private"))).toBeVisible();
    await choose("wait");
    expect(votes).toEqual([{ round: "r1", turn: 1, choice: "wait" }]);
    expect(screen.getByText(t("round.kept"))).toBeVisible();

    await moveTo("spread");
    expect(screen.getByText(t("round.stage.spread"))).toBeVisible();
    expect(screen.queryByRole("radio")).toBeNull();
    expect(marked(t("round.first"))).toEqual(["She will wait."]);
    // How the class chose is for the big screen; the device says nothing of it.
    expect(document.body).not.toHaveTextContent("33");

    await moveTo("talk");
    expect(screen.getByText(t("round.stage.talk"))).toBeVisible();

    await moveTo("choose_again");
    expect(screen.getByText(t("round.stage.choose_again"))).toBeVisible();
    expect(chosen()).toBeUndefined();
    await choose("tell");
    expect(votes.at(-1)).toEqual({ round: "r1", turn: 2, choice: "tell" });

    await moveTo("close");
    expect(screen.getByText(t("round.stage.close"))).toBeVisible();
    expect(marked(t("round.first"))).toEqual(["She will wait."]);
    expect(marked(t("round.then"))).toEqual(["She will tell."]);
    expect(marked(t("round.right"))).toEqual(["She will tell."]);
  });

  it("may change its mind while a turn is open: the last one counts", async () => {
    stage = "choose";
    await openPage();
    await choose("wait");
    await choose("tell");
    // The same once more is nothing new.
    await choose("tell");
    expect(votes.map(({ choice }) => choice)).toEqual(["wait", "tell"]);
    expect(mine).toEqual([{ turn: 1, choice: "tell" }]);
    expect(chosen()).toBe("tell");
  });

  it("asks with what it has, and leaves the page as it is while nothing is new", async () => {
    await openPage();
    const before = document.body.innerHTML;
    await pass(1500);
    await settle();
    expect(looks).toEqual(["", JSON.stringify(state())]);
    expect(document.body.innerHTML).toBe(before);
  });

  it("goes on where it was when the page is loaded again", async () => {
    stage = "choose";
    await openPage();
    await choose("share");
    await openPage();
    expect(chosen()).toBe("share");
    expect(screen.getByText(t("round.kept"))).toBeVisible();
    expect(votes).toHaveLength(1);
  });

  it("keeps what is chosen without a network, over a reload, and sends it once there is one", async () => {
    stage = "choose";
    await openPage();
    failure = 0;
    await choose("tell");
    expect(screen.getByText(t("round.kept_here"))).toBeVisible();
    expect(chosen()).toBe("tell");
    await openPage();
    // Without an answer it is not known what the class does; what was chosen is not lost.
    expect(screen.getByText(t("round.cut_off"))).toBeVisible();
    failure = undefined;
    await pass(A_WHILE);
    await settle();
    expect(chosen()).toBe("tell");
    expect(mine).toEqual([{ turn: 1, choice: "tell" }]);
    expect(screen.getByText(t("round.kept"))).toBeVisible();
    expect(await new Table("values").get("round")).toBeUndefined();
  });

  it("asks less and less often while there is no answer, and at once when the network is back", async () => {
    failure = 503;
    await openPage();
    expect(looks).toHaveLength(1);
    await pass(2999);
    await settle();
    expect(looks).toHaveLength(1);
    await pass(1);
    await settle();
    expect(looks).toHaveLength(2);
    failure = undefined;
    dispatchEvent(new Event("online"));
    await settle();
    expect(looks).toHaveLength(3);
    expect(screen.getByText(t("round.stage.see"))).toBeVisible();
  });

  it("does not take a choice of the first turn for one of the second", async () => {
    stage = "choose";
    await openPage();
    failure = 0;
    await choose("wait");
    stage = "choose_again";
    failure = undefined;
    await pass(A_WHILE);
    await settle();
    expect(votes.filter(({ turn }) => turn === 2)).toEqual([]);
    expect(mine).toEqual([]);
    expect(chosen()).toBeUndefined();
  });

  it.each(["spread", "talk", "choose_again", "close"] as const)(
    "tells a pupil whose choice was kept without a network that it came too late, at %s",
    async (next) => {
      stage = "choose";
      await openPage();
      failure = 0;
      await choose("wait");
      expect(screen.getByText(t("round.kept_here"))).toBeVisible();
      failure = undefined;
      await moveTo(next);
      expect(screen.getByText(t("round.late"))).toBeVisible();
      // It does not wait on the device for ever.
      expect(await new Table("values").get("round")).toBeUndefined();
      await fireEvent.click(screen.getByRole("button", { name: t("round.late_seen") }));
      expect(screen.queryByText(t("round.late"))).toBeNull();
    },
  );

  it.each([400, 404])(
    "tells it when the server refuses the choice with %i, too",
    async (status) => {
      stage = "choose";
      await openPage();
      vi.mocked(call).mockRejectedValueOnce(new ApiError(status));
      await choose("wait");
      expect(screen.getByText(t("round.late"))).toBeVisible();
      await choose("tell");
      expect(screen.queryByText(t("round.late"))).toBeNull();
      expect(mine).toEqual([{ turn: 1, choice: "tell" }]);
    },
  );

  it("tells it after a reload, when the class does nothing together any more", async () => {
    stage = "choose";
    await openPage();
    failure = 0;
    await choose("wait");
    failure = undefined;
    stage = null;
    await openPage();
    expect(screen.getByText(t("round.late"))).toBeVisible();
    expect(screen.getByRole("heading", { name: t("round.waiting") })).toBeVisible();
  });

  it("comes late: it chooses in the turn that is open, and is not asked for the other", async () => {
    stage = "choose_again";
    await openPage();
    expect(screen.getByText(t("round.stage.choose_again"))).toBeVisible();
    await choose("tell");
    await moveTo("close");
    expect(marked(t("round.first"))).toEqual([]);
    expect(marked(t("round.then"))).toEqual(["She will tell."]);
  });

  it("looks up when it comes while nobody chooses", async () => {
    stage = "talk";
    await openPage();
    expect(screen.getByText(t("round.stage.talk"))).toBeVisible();
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.queryByText(t("round.private"))).toBeNull();
  });

  it("waits for the first round, and goes on to the next", async () => {
    stage = null;
    await openPage();
    expect(screen.getByRole("heading", { name: t("round.waiting") })).toBeVisible();
    await moveTo("choose");
    await choose("wait");
    [id, mine] = ["r2", []];
    await moveTo("see");
    expect(screen.getByText(t("round.stage.see"))).toBeVisible();
    expect(marked(t("round.first"))).toEqual([]);
  });

  it("has nothing to press when the class answers with hands", async () => {
    [stage, byHand] = ["choose", true];
    await openPage();
    expect(screen.getByText(t("round.by_hand"))).toBeVisible();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  it("sends who has no class to join one, and asks no more", async () => {
    vi.mocked(knownToken).mockResolvedValue(null);
    await openPage();
    expect(screen.getByText(t("round.stranger"))).toBeVisible();
    expect(screen.getByRole("link", { name: t("round.join") })).toHaveAttribute(
      "href",
      "/en/join/",
    );
    await pass(A_WHILE);
    expect(looks).toEqual([]);
  });

  it("says that the seat is used on another device, and keeps what was chosen for it", async () => {
    localStorage.setItem("cop.class", "merry lagoon");
    stage = "choose";
    await openPage();
    failure = 401;
    await choose("tell");
    expect(await screen.findByText(t("due.gone"))).toBeVisible();
    expect(screen.getByRole("link", { name: t("due.again") })).toHaveAttribute(
      "href",
      "/en/join/?again",
    );
    expect(await new Table("values").get("round")).toEqual({
      round: "r1",
      turn: 1,
      choice: "tell",
    });
  });
});
