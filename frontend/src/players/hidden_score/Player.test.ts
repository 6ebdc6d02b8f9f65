import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();
const nothing = { time: 0, data: 0, money: 0, sleep: 0, mood: 0 };

const item: PracticeItemOf<"hidden_score"> = {
  id: "q",
  kind: "hidden_score",
  purpose: "practice",
  form: "",
  prompt: "Choose what looks like fun.",
  picture: null,
  rounds: [
    {
      id: "app",
      text: "A game is out.",
      options: [
        { id: "now", text: "Get it at once", fun: 5 },
        { id: "ball", text: "Play football", fun: 4 },
      ],
    },
    {
      id: "night",
      text: "The next video starts.",
      options: [
        { id: "more", text: "One more", fun: 4 },
        { id: "read", text: "Read a comic", fun: 3 },
      ],
    },
  ],
  key: {
    rounds: {
      app: {
        now: { costs: { ...nothing, data: 4 }, why: "It knows a lot now." },
        ball: { costs: nothing, why: "The game is there tomorrow." },
      },
      night: {
        more: { costs: { ...nothing, time: 2, sleep: 4 }, why: "It never stops." },
        read: { costs: { ...nothing, time: 1 }, why: "It has a last page." },
      },
    },
    after: "None of it was silly.",
  },
};

function play(saved: Saved<"hidden_score"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer };
}

const option = (name: RegExp) => screen.getByRole("button", { name });
const done = () => screen.queryByRole("button", { name: "Done" });
const reveal = () => screen.getByRole("region", { name: "What it was paid with" });
/** What the reveal says in all, as a person reads it: "Time: 2". */
const sums = () =>
  within(reveal()).getAllByRole("list")[0]?.textContent?.replace(/\s+/g, " ").trim();

describe("a hidden score", () => {
  it("is played round by round, without a word of the price", async () => {
    const { ondraft } = play();
    expect(screen.getByText("Round 1 of 2")).toBeVisible();
    expect(done()).toBeNull();
    await user.click(option(/Get it at once/));
    expect(ondraft).toHaveBeenLastCalledWith({ choices: ["now"] });
    expect(screen.getByRole("heading", { name: "The next video starts." })).toHaveFocus();
    expect(screen.getByText("Round 2 of 2")).toBeVisible();
    expect(screen.getByText("Fun: 5")).toBeVisible();
    expect(screen.queryByText(/Data about you/)).toBeNull();
    await user.click(option(/One more/));
    expect(ondraft).toHaveBeenLastCalledWith({ choices: ["now", "more"] });
    expect(screen.getByText("All rounds are played.")).toBeVisible();
    expect(done()).toBeEnabled();
  });

  it("lets a learner go back a round", async () => {
    const { ondraft } = play({ response: { choices: ["now", "more"] }, done: false });
    await user.click(screen.getByRole("button", { name: "One round back" }));
    expect(ondraft).toHaveBeenLastCalledWith({ choices: ["now"] });
    expect(screen.getByRole("heading", { name: "The next video starts." })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "One round back" }));
    expect(screen.queryByRole("button", { name: "One round back" })).toBeNull();
  });

  it("shows what was paid, in all and round by round", async () => {
    const { onanswer } = play({ response: { choices: ["now", "more"] }, done: false });
    await user.click(done() as HTMLElement);
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { choices: ["now", "more"] },
      grade: expect.objectContaining({ denominator: 0, outcome: "answered" }),
    });
    expect(screen.getByRole("group", { name: "How it went" })).toHaveFocus();
    expect(sums()).toBe("Time: 2 Data about you: 4 Money: 0 Sleep: 4 Good mood: 0");
    expect(within(reveal()).getByText("It knows a lot now.")).toBeVisible();
    expect(within(reveal()).getByText("It never stops.")).toBeVisible();
    expect(screen.getByText("None of it was silly.")).toBeVisible();
  });

  it("asks for another way, and compares the two", async () => {
    const { onanswer, ondraft } = play({ response: { choices: ["now", "more"] }, done: true });
    expect(screen.queryByText(/Last time/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "Play it another way" }));
    expect(ondraft).toHaveBeenLastCalledWith({ choices: [] });
    expect(screen.getByRole("heading", { name: "A game is out." })).toHaveFocus();
    await user.click(option(/Play football/));
    await user.click(option(/Read a comic/));
    await user.click(done() as HTMLElement);
    expect(onanswer).toHaveBeenCalledOnce();
    expect(screen.getByText("All together you paid 1. Last time it was 10.")).toBeVisible();
    expect(screen.getByText("Paid with nothing")).toBeVisible();
  });
});

describe("a hidden score brought back", () => {
  it("goes on where it was", () => {
    play({ response: { choices: ["ball"] }, done: false });
    expect(screen.getByText("Round 2 of 2")).toBeVisible();
  });

  it("shows the reveal silently and does not send it again", () => {
    const { onanswer } = play({ response: { choices: ["ball", "read"] }, done: true });
    expect(reveal()).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("goes back to the round whose option is gone", () => {
    play({ response: { choices: ["gone", "read"] }, done: true });
    expect(screen.getByText("Round 1 of 2")).toBeVisible();
  });
});
