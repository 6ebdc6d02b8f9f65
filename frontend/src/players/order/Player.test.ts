import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const practice: PracticeItemOf<"order"> = {
  id: "q",
  kind: "order",
  purpose: "practice",
  form: "",
  prompt: "What comes first?",
  picture: null,
  things: [
    { id: "tell", text: "Tell somebody", picture: null },
    { id: "turn", text: "Turn it over", picture: null },
    { id: "breathe", text: "Breathe", picture: null },
  ],
  key: {
    order: ["turn", "breathe", "tell"],
    feedback: { turn: "Away first.", breathe: "Then the body calms down.", tell: "" },
    right: "A good plan.",
    wrong: "What comes before it?",
  },
};

const check: CheckItemOf<"order"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"order">, saved: Saved<"order"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const view = render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ...view, ondraft, onanswer };
}

const names = { tell: "Tell somebody", turn: "Turn it over", breathe: "Breathe" };
type Id = keyof typeof names;
const card = (id: Id) => screen.getByRole("button", { name: names[id] });
const up = (id: Id) => screen.getByRole("button", { name: `Move up: “${names[id]}”` });
const down = (id: Id) => screen.getByRole("button", { name: `Move down: “${names[id]}”` });
const shown = () =>
  screen
    .getAllByRole("listitem")
    .map((line) => Object.entries(names).find(([, name]) => within(line).queryByText(name))?.[0]);

describe("a practice order", () => {
  it("is played with the buttons, and the focus stays with what moved", async () => {
    const { onanswer, ondraft } = play(practice);
    expect(shown()).toEqual(["tell", "turn", "breathe"]);
    expect(up("tell")).toBeDisabled();
    expect(down("breathe")).toBeDisabled();
    await user.click(down("tell"));
    expect(ondraft).toHaveBeenLastCalledWith({ order: ["turn", "tell", "breathe"] });
    expect(down("tell")).toHaveFocus();
    expect(screen.getByText("“Tell somebody” is now number 2 of 3.")).toBeInTheDocument();
    await user.keyboard("{Enter}");
    expect(shown()).toEqual(["turn", "breathe", "tell"]);
    expect(card("tell")).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { order: ["turn", "breathe", "tell"] },
      grade: expect.objectContaining({ numerator: 2, denominator: 2, outcome: "correct" }),
    });
    expect(screen.getAllByText("Good here")).toHaveLength(3);
    expect(screen.getByText("A good plan.")).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("is played with the keyboard: pick up, move, put down", async () => {
    const { ondraft } = play(practice);
    await user.tab();
    expect(card("tell")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(card("tell")).toHaveAttribute("aria-pressed", "true");
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    expect(shown()).toEqual(["turn", "breathe", "tell"]);
    expect(card("tell")).toHaveFocus();
    await user.keyboard("{Enter}{ArrowUp}");
    expect(card("tell")).toHaveAttribute("aria-pressed", "false");
    expect(ondraft).toHaveBeenLastCalledWith({ order: ["turn", "breathe", "tell"] });
  });

  it("puts a thing back where it was with Escape", async () => {
    play(practice);
    card("breathe").focus();
    await user.keyboard("{Enter}{Home}");
    expect(shown()).toEqual(["breathe", "tell", "turn"]);
    await user.keyboard("{Escape}");
    expect(shown()).toEqual(["tell", "turn", "breathe"]);
    expect(card("breathe")).toHaveFocus();
    expect(card("breathe")).toHaveAttribute("aria-pressed", "false");
  });

  it("moves a thing at once with Alt and an arrow", async () => {
    play(practice);
    card("breathe").focus();
    await user.keyboard("{ArrowUp}");
    expect(shown()).toEqual(["tell", "turn", "breathe"]);
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(shown()).toEqual(["tell", "breathe", "turn"]);
    expect(card("breathe")).toHaveFocus();
  });

  it("takes two taps: on a thing, and on the one in whose place it goes", async () => {
    play(practice);
    await user.click(card("breathe"));
    await user.click(card("tell"));
    expect(shown()).toEqual(["breathe", "tell", "turn"]);
    expect(card("breathe")).toHaveFocus();
  });

  it("may be handed in as it came", async () => {
    const { onanswer } = play(practice);
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenCalledWith(
      expect.objectContaining({ response: { order: ["tell", "turn", "breathe"] } }),
    );
  });

  it("says why of each thing that follows a wrong one, and keeps the order for another try", async () => {
    const { onanswer, ondraft } = play(practice);
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { order: ["tell", "turn", "breathe"] },
      grade: expect.objectContaining({ numerator: 1, denominator: 2, outcome: "partial" }),
    });
    expect(screen.getByText("Away first.")).toBeVisible();
    expect(screen.queryByText("Then the body calms down.")).toBeNull();
    expect(screen.getAllByText("Look again")).toHaveLength(2);
    expect(screen.getByRole("group", { name: "How it went" })).toHaveTextContent(
      "What comes before it?",
    );
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ order: ["tell", "turn", "breathe"] });
    expect(screen.queryByText("Away first.")).toBeNull();
    expect(card("tell")).toHaveFocus();
    await user.keyboard("{Enter}{End}{Enter}");
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(screen.getByText("That is right!")).toBeVisible();
  });
});

describe("a check", () => {
  it("keeps the answer without a verdict", async () => {
    const { onanswer } = play(check);
    await user.click(up("breathe"));
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { order: ["tell", "breathe", "turn"] },
      grade: null,
    });
    expect(screen.queryByText(/Good here|Look again/)).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    expect(shown()).toEqual(["tell", "breathe", "turn"]);
    expect(screen.getByRole("group", { name: "What comes first?" })).toHaveFocus();
  });
});

describe("an order brought back", () => {
  it("shows a draft as it was", () => {
    play(practice, { response: { order: ["breathe", "tell", "turn"] }, done: false });
    expect(shown()).toEqual(["breathe", "tell", "turn"]);
    expect(screen.getByRole("button", { name: "Check my answer" })).toBeEnabled();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const order = ["turn", "tell", "breathe"];
    const { onanswer } = play(practice, { response: { order }, done: true });
    expect(screen.getByText("Not quite. Here is why:")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("goes on as a draft when a thing is new", async () => {
    const { ondraft } = play(practice, { response: { order: ["turn", "breathe"] }, done: true });
    expect(shown()).toEqual(["turn", "breathe", "tell"]);
    expect(screen.getByRole("button", { name: "Check my answer" })).toBeDisabled();
    await user.click(up("tell"));
    expect(ondraft).toHaveBeenLastCalledWith({ order: ["turn", "tell", "breathe"] });
    expect(screen.getByRole("button", { name: "Check my answer" })).toBeEnabled();
  });

  it("shows a check's answer locked", () => {
    play(check, { response: { order: ["turn", "tell", "breathe"] }, done: true });
    expect(screen.queryByRole("button")).toBeNull();
    expect(shown()).toEqual(["turn", "tell", "breathe"]);
  });
});
