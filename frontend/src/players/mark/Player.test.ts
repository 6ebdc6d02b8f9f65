import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const practice: PracticeItemOf<"mark"> = {
  id: "m",
  kind: "mark",
  purpose: "practice",
  form: "",
  prompt: "What warns Noor?",
  picture: null,
  parts: [
    { id: "hello", text: "Hello Noor, ", markable: false },
    { id: "prize", text: "you won a prize", markable: true },
    { id: "stop", text: "! ", markable: false },
    { id: "news", text: "The map is new. ", markable: true },
    { id: "hurry", text: "Be quick", markable: true },
    { id: "end", text: ".", markable: false },
  ],
  key: {
    parts: {
      prize: { sign: true, feedback: "It is bait." },
      news: { sign: false, feedback: "It is only news." },
      hurry: { sign: true, feedback: "Hurry stops thinking." },
    },
    right: "You found both.",
    wrong: "What does it want?",
  },
};

const check: CheckItemOf<"mark"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"mark">, saved: Saved<"mark"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer };
}

const words = (name: string) => screen.getByRole("button", { name });
const commit = () => screen.getByRole("button", { name: /my answer/ });
const verdict = () => screen.getByRole("group", { name: "How it went" });

describe("a practice text", () => {
  it("reads as one text, with a toggle button for what can be marked", () => {
    play(practice);
    const text = words("Be quick").closest("p");
    expect(text?.textContent).toBe("Hello Noor, you won a prize! The map is new. Be quick.");
    expect(screen.getAllByRole("button", { pressed: false })).toHaveLength(3);
    expect(commit()).toBeDisabled();
  });

  it("is played with the keyboard alone", async () => {
    const { ondraft, onanswer } = play(practice);
    await user.tab();
    expect(words("you won a prize")).toHaveFocus();
    await user.keyboard(" ");
    expect(words("you won a prize")).toHaveAttribute("aria-pressed", "true");
    expect(ondraft).toHaveBeenLastCalledWith({ marks: ["prize"] });
    expect(screen.getByText("Marked: 1")).toBeVisible();
    await user.tab();
    await user.keyboard("{Enter}{Enter}");
    expect(ondraft).toHaveBeenLastCalledWith({ marks: ["prize"] });
    await user.tab();
    await user.keyboard("{Enter}");
    await user.tab();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { marks: ["prize", "hurry"] },
      grade: expect.objectContaining({ numerator: 2, denominator: 2, outcome: "correct" }),
    });
    expect(verdict()).toHaveFocus();
    expect(verdict()).toHaveTextContent("That is right!");
    expect(verdict()).toHaveTextContent("You found both.");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("says what was found and what was a false alarm, and gives nothing else away", async () => {
    const { onanswer } = play(practice);
    await user.click(words("you won a prize"));
    await user.click(words("The map is new."));
    await user.click(commit());
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { marks: ["prize", "news"] },
      grade: expect.objectContaining({ numerator: 0, denominator: 2 }),
    });
    const [hit, miss] = within(screen.getByRole("list", { name: "What you marked" }))
      .getAllByRole("listitem")
      .map((line) => line.textContent);
    expect(hit).toMatch(/A warning sign:.*you won a prize.*It is bait\./);
    expect(miss).toMatch(/Harmless:.*The map is new\..*It is only news\./);
    expect(screen.getByText("Still to be found: 1")).toBeVisible();
    expect(screen.queryByText("Hurry stops thinking.")).toBeNull();
    expect(verdict()).toHaveTextContent("What does it want?");
    expect(verdict()).not.toHaveTextContent("It is bait.");
  });

  it("keeps what was found when it is tried again", async () => {
    const { ondraft, onanswer } = play(practice);
    await user.click(words("you won a prize"));
    await user.click(words("The map is new."));
    await user.click(commit());
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ marks: ["prize"] });
    expect(screen.queryByRole("button", { name: "you won a prize" })).toBeNull();
    expect(words("The map is new.")).toHaveFocus();
    expect(words("The map is new.")).toHaveAttribute("aria-pressed", "false");
    await user.click(words("Be quick"));
    await user.click(commit());
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { marks: ["prize", "hurry"] },
      grade: expect.objectContaining({ outcome: "correct" }),
    });
  });

  it("just goes on when a false alarm is taken back after a verdict", async () => {
    const { ondraft } = play(practice);
    await user.click(words("you won a prize"));
    await user.click(words("The map is new."));
    await user.click(commit());
    await user.click(words("The map is new."));
    expect(ondraft).toHaveBeenLastCalledWith({ marks: ["prize"] });
    expect(screen.queryByRole("group", { name: "How it went" })).toBeNull();
    expect(words("The map is new.")).toHaveFocus();
    expect(screen.queryByRole("button", { name: "you won a prize" })).toBeNull();
  });
});

describe("a check", () => {
  it("keeps the answer without a verdict", async () => {
    const { onanswer } = play(check);
    await user.click(words("The map is new."));
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { marks: ["news"] },
      grade: null,
    });
    expect(screen.queryByRole("group", { name: "How it went" })).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.queryByText("Harmless")).toBeNull();
    expect(screen.getByRole("group", { name: "What warns Noor?" })).toHaveFocus();
  });
});

describe("a text brought back", () => {
  it("shows a draft as it was", () => {
    play(practice, { response: { marks: ["hurry"] }, done: false });
    expect(words("Be quick")).toHaveAttribute("aria-pressed", "true");
    expect(commit()).toBeEnabled();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const { onanswer } = play(practice, { response: { marks: ["prize", "hurry"] }, done: true });
    expect(screen.getByText("That is right!")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("starts anew when its words are gone", () => {
    play(practice, { response: { marks: ["gone", "hello"] }, done: true });
    expect(commit()).toBeDisabled();
    expect(screen.getAllByRole("button", { pressed: false })).toHaveLength(3);
  });
});
