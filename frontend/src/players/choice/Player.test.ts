import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const options = [
  { id: "tell", text: "Tell someone", picture: null },
  { id: "wait", text: "Wait", picture: null },
  { id: "save", text: "Save the messages", picture: null },
];

const practice: PracticeItemOf<"choice"> = {
  id: "q",
  kind: "choice",
  purpose: "practice",
  form: "",
  prompt: "What helps Noor?",
  picture: null,
  multiple: false,
  layout: "list",
  options,
  key: {
    multiple: false,
    options: {
      tell: { correct: true, feedback: "Telling early is strong." },
      wait: { correct: false, feedback: "Waiting makes it heavier." },
      save: { correct: false, feedback: "" },
    },
    right: "You found it.",
    wrong: "What else could Noor do?",
  },
};

const multiple: PracticeItemOf<"choice"> = {
  ...practice,
  multiple: true,
  key: {
    ...practice.key,
    multiple: true,
    options: { ...practice.key.options, save: { correct: true, feedback: "It is proof." } },
  },
};

const check: CheckItemOf<"choice"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"choice">, saved: Saved<"choice"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer };
}

const commit = () => screen.getByRole("button", { name: /my answer/ });

describe("a practice choice", () => {
  it("is a group of radio buttons with the prompt for a name", () => {
    play(practice);
    expect(screen.getByRole("group", { name: "What helps Noor?" })).toBeVisible();
    expect(screen.getAllByRole("radio")).toHaveLength(3);
    expect(commit()).toBeDisabled();
  });

  it("is played with the keyboard alone", async () => {
    const { onanswer, ondraft } = play(practice);
    await user.tab();
    expect(screen.getByRole("radio", { name: "Tell someone" })).toHaveFocus();
    await user.keyboard(" ");
    expect(ondraft).toHaveBeenLastCalledWith({ choices: ["tell"] });
    await user.tab();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { choices: ["tell"] },
      grade: expect.objectContaining({ numerator: 1, denominator: 1, outcome: "correct" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("That is right!");
    expect(verdict).toHaveTextContent("Telling early is strong.");
    expect(verdict).toHaveTextContent("You found it.");
    expect(screen.getByText("This fits")).toBeVisible();
    expect(screen.getByRole("radio", { name: /Tell someone/ })).toBeDisabled();
  });

  it("says why of a wrong one, gives nothing away, and takes another try", async () => {
    const { onanswer } = play(practice);
    await user.click(screen.getByText("Wait"));
    await user.click(commit());
    expect(screen.getByText("Waiting makes it heavier.")).toBeVisible();
    expect(screen.getByText("What else could Noor do?")).toBeVisible();
    expect(screen.getByText("Look at this one again")).toBeVisible();
    expect(screen.queryByText("This fits")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.queryByText("Waiting makes it heavier.")).toBeNull();
    expect(screen.getByRole("radio", { name: "Tell someone" })).toHaveFocus();
    expect(screen.getByRole("radio", { name: "Wait" })).not.toBeChecked();
    await user.click(screen.getByText("Tell someone"));
    await user.click(commit());
    expect(onanswer).toHaveBeenCalledTimes(2);
  });

  it("just goes on when another option is chosen after a wrong one", async () => {
    play(practice);
    await user.click(screen.getByText("Wait"));
    await user.click(commit());
    await user.click(screen.getByText("Tell someone"));
    expect(screen.queryByText("Waiting makes it heavier.")).toBeNull();
    await user.click(commit());
    expect(screen.getByText("That is right!")).toBeVisible();
  });

  it("keeps the right ticks where several fit", async () => {
    const { onanswer } = play(multiple);
    expect(screen.getByText("Choose all that fit.")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "Tell someone" }));
    await user.click(screen.getByRole("checkbox", { name: "Wait" }));
    await user.click(commit());
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { choices: ["tell", "wait"] },
      grade: expect.objectContaining({ numerator: 0, denominator: 2 }),
    });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByRole("checkbox", { name: "Tell someone" })).toBeChecked();
    expect(screen.getByRole("checkbox", { name: "Wait" })).not.toBeChecked();
  });
});

describe("a check", () => {
  it("keeps the answer without a verdict", async () => {
    const { onanswer } = play(check);
    await user.click(screen.getByText("Wait"));
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { choices: ["wait"] },
      grade: null,
    });
    expect(screen.queryByRole("group", { name: "How it went" })).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByRole("radio", { name: "Wait" })).toBeChecked();
    expect(screen.getByRole("radio", { name: "Tell someone" })).toBeDisabled();
    expect(screen.getByRole("group", { name: "What helps Noor?" })).toHaveFocus();
  });
});

describe("a choice brought back", () => {
  it("shows a draft as it was", () => {
    play(practice, { response: { choices: ["wait"] }, done: false });
    expect(screen.getByRole("radio", { name: "Wait" })).toBeChecked();
    expect(commit()).toBeEnabled();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const { onanswer } = play(practice, { response: { choices: ["tell"] }, done: true });
    expect(screen.getByText("That is right!")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("shows a check's answer locked", () => {
    play(check, { response: { choices: ["wait"] }, done: true });
    expect(screen.getByRole("radio", { name: "Wait" })).toBeChecked();
    expect(screen.getByRole("radio", { name: "Wait" })).toBeDisabled();
  });

  it("starts anew when its option is gone", () => {
    play(practice, { response: { choices: ["gone"] }, done: true });
    expect(commit()).toBeDisabled();
    expect(screen.getByRole("radio", { name: "Wait" })).toBeEnabled();
  });
});
