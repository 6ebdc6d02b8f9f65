import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const clock = { src: "/clock.svg", srcset: "", width: 40, height: 40, alt: "A clock" };

const practice: PracticeItemOf<"match"> = {
  id: "q",
  kind: "match",
  purpose: "practice",
  form: "",
  prompt: "What does it want?",
  picture: null,
  lefts: [
    { id: "l-hurry", text: "“Quick!”", picture: null },
    { id: "l-prize", text: "“You won!”", picture: null },
  ],
  rights: [
    { id: "r-joke", text: "A laugh", picture: null },
    { id: "r-bait", text: "To lure", picture: null },
    { id: "r-clock", text: "", picture: clock },
  ],
  key: {
    pairs: {
      "l-hurry": { to: "r-clock", feedback: "A clock makes people click." },
      "l-prize": { to: "r-bait", feedback: "Nobody wins what they never played." },
    },
    rights: ["r-clock", "r-bait", "r-joke"],
    right: "Both found out.",
    wrong: "Read it once more.",
  },
};

const check: CheckItemOf<"match"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"match">, saved: Saved<"match"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const view = render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ...view, ondraft, onanswer };
}

const card = (name: string) => screen.getByRole("button", { name });
const pair = (left: string) => {
  const found = screen.getAllByRole("listitem").find((line) => within(line).queryByText(left));
  if (!found) throw new Error(`no pair of ${left}`);
  return within(found);
};
const putAt = (left: string) =>
  screen.getByRole("button", { name: new RegExp(`^Put it here: “${left}”`) });

async function match(right: string, left: string) {
  await user.click(card(right));
  await user.click(putAt(left));
}

describe("a practice match", () => {
  it("is played by tapping a card and the slot where it belongs", async () => {
    const { onanswer, ondraft } = play(practice);
    expect(screen.getByText("3 cards left")).toBeVisible();
    expect(screen.queryByRole("button", { name: /my answer/ })).toBeNull();
    await match("To lure", "“You won!”");
    expect(ondraft).toHaveBeenLastCalledWith({ pairs: [["l-prize", "r-bait"]] });
    expect(pair("“You won!”").getByText("To lure")).toBeVisible();
    await match("A clock", "“Quick!”");
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: {
        pairs: [
          ["l-hurry", "r-clock"],
          ["l-prize", "r-bait"],
        ],
      },
      grade: expect.objectContaining({ numerator: 2, denominator: 2, outcome: "correct" }),
    });
    expect(screen.getAllByText("Fits here")).toHaveLength(2);
    expect(screen.getByText("Both found out.")).toBeVisible();
  });

  it("is played with the keyboard alone, and a card makes room for another", async () => {
    const { ondraft } = play(practice);
    await user.tab();
    expect(card("A laugh")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(putAt("“Quick!”")).toHaveFocus();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(ondraft).toHaveBeenLastCalledWith({ pairs: [["l-prize", "r-joke"]] });
    expect(card("To lure")).toHaveFocus();
    await user.keyboard("{Enter}{ArrowUp}");
    expect(putAt("“You won!”")).toHaveFocus();
    expect(putAt("“You won!”")).toHaveAccessibleName(/in place of “A laugh”/);
    await user.keyboard("{Enter}");
    expect(ondraft).toHaveBeenLastCalledWith({ pairs: [["l-prize", "r-bait"]] });
    expect(card("A laugh")).toHaveFocus();
    await user.keyboard("{Enter}{Escape}");
    expect(card("A laugh")).toHaveFocus();
    await user.tab();
    await user.keyboard("{Enter}{Enter}");
    expect(screen.getByRole("button", { name: "Check my answer" })).toHaveFocus();
  });

  it("exchanges two cards that both lie at something", async () => {
    const { ondraft } = play(practice);
    await match("A clock", "“You won!”");
    await match("To lure", "“Quick!”");
    await match("To lure", "“You won!”");
    expect(ondraft).toHaveBeenLastCalledWith({
      pairs: [
        ["l-hurry", "r-clock"],
        ["l-prize", "r-bait"],
      ],
    });
  });

  it("says below each wrong pair why, keeps the right ones, and gives the rest back", async () => {
    const { onanswer, ondraft } = play(practice);
    await match("A laugh", "“Quick!”");
    await match("To lure", "“You won!”");
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(pair("“Quick!”").getByText("A clock makes people click.")).toBeVisible();
    expect(pair("“Quick!”").getByText("Look again")).toBeVisible();
    expect(screen.queryByText("Nobody wins what they never played.")).toBeNull();
    expect(screen.getByText("Read it once more.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ pairs: [["l-prize", "r-bait"]] });
    expect(card("A laugh")).toHaveFocus();
    expect(screen.queryByRole("button", { name: "To lure" })).toBeNull();
    await user.click(card("A clock"));
    await user.click(screen.getByText("To lure"));
    expect(pair("“You won!”").getByText("To lure")).toBeVisible();
    await user.click(putAt("“Quick!”"));
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenCalledTimes(2);
    expect(screen.getByText("That is right!")).toBeVisible();
  });
});

describe("a check", () => {
  it("keeps the answer without a verdict", async () => {
    const { onanswer } = play(check);
    await match("A laugh", "“Quick!”");
    await match("To lure", "“You won!”");
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: {
        pairs: [
          ["l-hurry", "r-joke"],
          ["l-prize", "r-bait"],
        ],
      },
      grade: null,
    });
    expect(screen.queryByText(/Fits here|Look again/)).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByRole("group", { name: "What does it want?" })).toHaveFocus();
  });
});

describe("a match brought back", () => {
  it("shows a draft as it was", () => {
    play(practice, { response: { pairs: [["l-prize", "r-joke"]] }, done: false });
    expect(pair("“You won!”").getByText("A laugh")).toBeVisible();
    expect(screen.getByText("2 cards left")).toBeVisible();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const pairs: [string, string][] = [
      ["l-hurry", "r-bait"],
      ["l-prize", "r-joke"],
    ];
    const { onanswer } = play(practice, { response: { pairs }, done: true });
    expect(screen.getByText("A clock makes people click.")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("goes on as a draft when a half is new", () => {
    play(practice, { response: { pairs: [["l-prize", "r-bait"]] }, done: true });
    expect(screen.getByText("2 cards left")).toBeVisible();
  });
});
