import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();
const symbols = ["pearl", "shell", "star", "fish"] as const;

const item: PracticeItemOf<"lock"> = {
  id: "q",
  kind: "lock",
  purpose: "practice",
  form: "",
  prompt: "Open the chest.",
  picture: null,
  puzzles: symbols.map((symbol) => ({
    id: `p-${symbol}`,
    text: `Is it a ${symbol}?`,
    picture: null,
    symbol,
    options: [
      { id: `${symbol}-no`, text: "No" },
      { id: `${symbol}-maybe`, text: "Maybe" },
      { id: `${symbol}-yes`, text: "Yes" },
    ],
  })),
  key: {
    puzzles: Object.fromEntries(
      symbols.map((symbol) => [
        `p-${symbol}`,
        { option: `${symbol}-yes`, hint: `Look at the ${symbol}.` },
      ]),
    ),
    after: "A map!",
  },
};

function play(saved: Saved<"lock"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "11-13", ondraft, onanswer });
  return { ondraft, onanswer };
}

const puzzle = (number: number) => within(screen.getByRole("region", { name: `Puzzle ${number}` }));
const answer = (number: number, name: string | RegExp) =>
  puzzle(number).getByRole("button", { name });

describe("a lock", () => {
  it("has four puzzles and four symbols to find", () => {
    play();
    expect(screen.getByRole("group", { name: "Open the chest." })).toBeVisible();
    for (const [index, symbol] of symbols.entries()) {
      expect(puzzle(index + 1).getByText(`Is it a ${symbol}?`)).toBeVisible();
    }
    const locks = screen.getByRole("list", { name: "The lock: 0 of 4 symbols found" });
    expect(within(locks).getAllByText("Not found yet")).toHaveLength(4);
  });

  it("gives the symbol of a puzzle that is solved", async () => {
    const { ondraft, onanswer } = play();
    await user.click(answer(2, "Yes"));
    expect(ondraft).toHaveBeenLastCalledWith({ opened: ["p-shell"] });
    expect(puzzle(2).getByText("You get: shell")).toBeVisible();
    expect(answer(2, "Yes")).toHaveFocus();
    expect(answer(2, "No")).toHaveAttribute("aria-disabled", "true");
    const locks = screen.getByRole("list", { name: "The lock: 1 of 4 symbols found" });
    expect(within(locks).getByText("shell")).toBeVisible();
    expect(document.querySelector("[aria-live]")).toHaveTextContent("You get: shell. 1 of 4.");
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("gives a hint after a wrong answer, and another try", async () => {
    const { ondraft } = play();
    await user.click(answer(1, "No"));
    expect(puzzle(1).getByText("Look at the pearl.")).toBeVisible();
    expect(answer(1, /^No/)).toHaveTextContent("Tried already");
    expect(answer(1, /^No/)).toHaveFocus();
    expect(document.querySelector("[aria-live]")).toHaveTextContent("Look at the pearl.");
    expect(ondraft).not.toHaveBeenCalled();
    expect(puzzle(2).queryByText("Look at the shell.")).toBeNull();
    await user.click(answer(1, "Maybe"));
    await user.click(answer(1, "Yes"));
    expect(puzzle(1).queryByText("Look at the pearl.")).toBeNull();
    expect(puzzle(1).getByText("You get: pearl")).toBeVisible();
  });

  it("opens with the fourth symbol, by the keyboard alone", async () => {
    const { onanswer } = play();
    await user.tab();
    expect(answer(1, "No")).toHaveFocus();
    for (const number of [4, 1, 3, 2]) {
      answer(number, "Yes").focus();
      await user.keyboard("{Enter}");
    }
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { opened: ["p-pearl", "p-shell", "p-star", "p-fish"] },
      grade: expect.objectContaining({ denominator: 0, outcome: "answered" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("The chest is open!");
    expect(verdict).toHaveTextContent("A map!");
    expect(screen.queryByRole("button", { name: "Enough for now" })).toBeNull();
  });

  it("can be left before the end, and gone on with", async () => {
    const { onanswer } = play();
    for (const number of [1, 2, 3]) await user.click(answer(number, "Yes"));
    await user.click(screen.getByRole("button", { name: "Enough for now" }));
    expect(onanswer).toHaveBeenCalledOnce();
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveTextContent("The chest waits for you.");
    expect(verdict).not.toHaveTextContent("A map!");
    await user.click(answer(4, "Yes"));
    expect(onanswer).toHaveBeenCalledTimes(2);
    expect(screen.getByText("A map!")).toBeVisible();
  });

  it("can be made larger for a class", async () => {
    play();
    // A window of jsdom has no width, so the button is there and not seen.
    const larger = screen.getByRole("button", {
      name: "Larger, for the whole class",
      hidden: true,
    });
    expect(larger).toHaveAttribute("aria-pressed", "false");
    await user.click(larger);
    expect(larger).toHaveAttribute("aria-pressed", "true");
  });
});

describe("a lock brought back", () => {
  it("has the symbols that were found", async () => {
    const { onanswer } = play({ response: { opened: ["p-fish", "gone"] }, done: false });
    expect(screen.getByRole("list", { name: "The lock: 1 of 4 symbols found" })).toBeVisible();
    expect(answer(4, "Yes")).toHaveAttribute("aria-disabled", "true");
    await user.click(answer(4, "No"));
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("stays open, silently", () => {
    const opened = symbols.map((symbol) => `p-${symbol}`);
    const { onanswer } = play({ response: { opened }, done: true });
    expect(screen.getByText("The chest is open!")).toBeVisible();
    expect(screen.getByText("A map!")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });
});
