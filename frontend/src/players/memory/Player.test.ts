import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const words = { "sun-1": "Sun", "sun-2": "Day", "moon-1": "Moon", "moon-2": "Night" };

const item: PracticeItemOf<"memory"> = {
  id: "q",
  kind: "memory",
  purpose: "practice",
  form: "",
  prompt: "What belongs together?",
  picture: null,
  cards: Object.entries(words).map(([id, text]) => ({ id, text, picture: null })),
  key: {
    pairs: [
      ["sun-1", "sun-2"],
      ["moon-1", "moon-2"],
    ],
    after: "Well found.",
  },
};

/** The cards lie as sun, moon, day, night. */
const order = ["sun-1", "moon-1", "sun-2", "moon-2"];
const laid: Saved<"memory"> = { response: { found: [], order }, done: false };

function play(saved: Saved<"memory"> | null = laid, given = item) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item: given, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer };
}

const closed = (number: number) => screen.getByRole("button", { name: `Card ${number}, closed` });
const button = (name: string) => screen.getByRole("button", { name });
const cards = () => screen.getAllByRole("button", { name: /^Card/ });

describe("a memory", () => {
  it("has closed cards that are told apart by their number", () => {
    play();
    expect(screen.getByRole("group", { name: "What belongs together?" })).toBeVisible();
    expect(cards()).toHaveLength(4);
    for (const number of [1, 2, 3, 4]) expect(closed(number)).toBeVisible();
    expect(screen.getByText("Pairs: 0 of 2")).toBeVisible();
  });

  it("leaves two cards that are no pair open until the next one is turned", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    play();
    await user.click(closed(1));
    await user.click(closed(2));
    expect(screen.getByText("Not a pair. Go on!")).toBeVisible();
    vi.advanceTimersByTime(60_000);
    expect(button("Card 1: Sun")).toBeVisible();
    expect(button("Card 2: Moon")).toBeVisible();
    await user.click(closed(3));
    expect(closed(1)).toBeVisible();
    expect(closed(2)).toBeVisible();
    expect(button("Card 3: Day")).toBeVisible();
    expect(screen.queryByText("Not a pair. Go on!")).toBeNull();
    vi.useRealTimers();
  });

  it("begins a new turn with an open card of two that are no pair", async () => {
    play();
    await user.click(closed(1));
    await user.click(closed(2));
    await user.click(button("Card 1: Sun"));
    expect(button("Card 1: Sun")).toBeVisible();
    expect(closed(2)).toBeVisible();
    await user.click(closed(3));
    expect(button("Card 1: Sun, found")).toBeVisible();
  });

  it("does not pair a card with itself", async () => {
    play();
    await user.click(closed(1));
    await user.click(button("Card 1: Sun"));
    expect(button("Card 1: Sun")).toBeVisible();
    expect(screen.getByText("Pairs: 0 of 2")).toBeVisible();
  });

  it("hands itself in with the last pair", async () => {
    const { ondraft, onanswer } = play();
    await user.click(closed(3));
    await user.click(closed(1));
    expect(ondraft).toHaveBeenLastCalledWith({ found: [["sun-2", "sun-1"]], order });
    expect(screen.getByText("A pair!")).toBeVisible();
    expect(button("Card 1: Sun, found")).toHaveAttribute("aria-disabled", "true");
    expect(onanswer).not.toHaveBeenCalled();
    await user.click(closed(2));
    await user.click(closed(4));
    const found = [
      ["sun-2", "sun-1"],
      ["moon-1", "moon-2"],
    ];
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { found },
      grade: expect.objectContaining({ numerator: 1, denominator: 1, outcome: "correct" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("That is right!");
    expect(verdict).toHaveTextContent("Well found.");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("is played with the keyboard alone", async () => {
    const { onanswer } = play();
    await user.tab();
    expect(closed(1)).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(button("Card 1: Sun")).toHaveFocus();
    await user.tab();
    await user.tab();
    await user.keyboard(" ");
    expect(button("Card 3: Day, found")).toHaveFocus();
    await user.tab({ shift: true });
    await user.keyboard("{Enter}");
    await user.tab();
    await user.tab();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledOnce();
  });

  it("says aloud what was turned", async () => {
    play();
    await user.click(closed(1));
    expect(document.querySelector("[aria-live]")).toHaveTextContent("Sun.");
    await user.click(closed(2));
    expect(document.querySelector("[aria-live]")).toHaveTextContent("Moon. Not a pair.");
  });

  it("can be left before the end, and taken up where it was", async () => {
    const { onanswer } = play();
    await user.click(closed(1));
    await user.click(closed(3));
    await user.click(button("Enough for now"));
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { found: [["sun-1", "sun-2"]] },
      grade: expect.objectContaining({ numerator: 0, denominator: 1, outcome: "incorrect" }),
    });
    expect(screen.getByText("There are pairs left to find.")).toBeVisible();
    await user.click(button("Try again"));
    expect(closed(2)).toHaveFocus();
    expect(button("Card 1: Sun, found")).toBeVisible();
    await user.click(closed(2));
    await user.click(closed(4));
    expect(onanswer).toHaveBeenCalledTimes(2);
    expect(screen.getByText("That is right!")).toBeVisible();
  });

  it("mixes the cards anew when it is played again", async () => {
    const { ondraft } = play({ response: { found: [...item.key.pairs] }, done: true });
    vi.spyOn(Math, "random").mockReturnValue(0);
    await user.click(button("Play again"));
    expect(cards()).toHaveLength(4);
    for (const number of [1, 2, 3, 4]) expect(closed(number)).toBeVisible();
    expect(closed(1)).toHaveFocus();
    const mixed = ["sun-2", "moon-1", "moon-2", "sun-1"];
    expect(ondraft).toHaveBeenLastCalledWith({ found: [], order: mixed });
  });

  it("names a card with a picture by its words and those of the picture", async () => {
    const picture = { src: "/a.svg", srcset: "", width: 4, height: 3, alt: "A star" };
    const [first, ...others] = item.cards;
    if (!first) throw new Error("no card");
    play(laid, { ...item, cards: [{ ...first, picture }, ...others] });
    await user.click(closed(1));
    expect(button("Card 1: Sun, A star")).toBeVisible();
  });
});

describe("a memory brought back", () => {
  it("lies as it did, with what was found", () => {
    play({ response: { found: [["moon-1", "moon-2"]], order }, done: false });
    expect(button("Card 2: Moon, found")).toBeVisible();
    expect(button("Card 4: Night, found")).toBeVisible();
    expect(closed(1)).toBeVisible();
    expect(screen.getByText("Pairs: 1 of 2")).toBeVisible();
  });

  it("shows all that was found, silently and without sending it again", () => {
    const { onanswer } = play({ response: { found: [...item.key.pairs] }, done: true });
    expect(screen.getByText("That is right!")).toBeVisible();
    expect(screen.getAllByRole("button", { name: /, found$/ })).toHaveLength(4);
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("forgets pairs that are gone", () => {
    play({ response: { found: [["gone-1", "gone-2"]] }, done: true });
    expect(screen.queryByRole("group", { name: "How it went" })).not.toHaveTextContent(
      "Well found",
    );
    expect(screen.getByText("Pairs: 0 of 2")).toBeVisible();
  });
});
