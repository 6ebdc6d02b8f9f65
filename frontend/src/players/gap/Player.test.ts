import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const practice: PracticeItemOf<"gap"> = {
  id: "q",
  kind: "gap",
  purpose: "practice",
  form: "",
  prompt: "What does Adam say?",
  picture: null,
  parts: [
    { type: "text", text: "I need your ", id: "" },
    { type: "gap", text: "", id: "g1" },
    { type: "text", text: ". It is a ", id: "" },
    { type: "gap", text: "", id: "g2" },
    { type: "text", text: ".", id: "" },
  ],
  words: [
    { id: "w-secret", text: "secret" },
    { id: "w-help", text: "help" },
    { id: "w-alone", text: "alone" },
  ],
  key: {
    gaps: {
      g1: { words: ["w-help"], feedback: "Ask first." },
      g2: { words: ["w-secret"], feedback: "Say that it is hidden." },
    },
    words: ["w-help", "w-secret", "w-alone"],
    right: "Short is enough.",
    wrong: "Read it aloud.",
  },
};

const check: CheckItemOf<"gap"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"gap">, saved: Saved<"gap"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const view = render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  // The spaces inside a card's button are not seen.
  const text = () =>
    view.container.querySelector(".text")?.textContent.replace(/\s+/g, " ").replace(/ \./g, ".");
  return { ...view, text, ondraft, onanswer };
}

const word = (name: string) => screen.getByRole("button", { name });
const gap = (number: number) =>
  screen.getByRole("button", { name: new RegExp(`^Put it here: “gap ${number}”`) });

async function fill(name: string, number: number) {
  await user.click(word(name));
  await user.click(gap(number));
}

describe("a practice text with gaps", () => {
  it("reads as a text, its gaps by their number", () => {
    const { text } = play(practice);
    expect(text()).toBe("I need your gap 1. It is a gap 2.");
    expect(screen.getByText("3 cards left")).toBeVisible();
    expect(screen.queryByRole("button", { name: /my answer/ })).toBeNull();
  });

  it("is played by tapping a word and its gap", async () => {
    const { onanswer, ondraft, text } = play(practice);
    await fill("secret", 2);
    expect(ondraft).toHaveBeenLastCalledWith({ gaps: { g2: "w-secret" } });
    expect(screen.getByText("“secret” is in “gap 2”.")).toBeInTheDocument();
    await fill("help", 1);
    expect(text()).toBe("I need your help. It is a secret.");
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { gaps: { g1: "w-help", g2: "w-secret" } },
      grade: expect.objectContaining({ numerator: 2, denominator: 2, outcome: "correct" }),
    });
    expect(screen.getByText("Short is enough.")).toBeVisible();
  });

  it("is played with the keyboard alone", async () => {
    play(practice);
    await user.tab();
    expect(word("secret")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(gap(1)).toHaveFocus();
    await user.keyboard("{ArrowRight}{Enter}");
    expect(word("help")).toHaveFocus();
    await user.keyboard("{Enter}{Enter}");
    expect(screen.getByRole("button", { name: "Check my answer" })).toHaveFocus();
  });

  it("lets a word be replaced, exchanged and put back", async () => {
    const { ondraft } = play(practice);
    await fill("alone", 1);
    await fill("help", 1);
    expect(ondraft).toHaveBeenLastCalledWith({ gaps: { g1: "w-help" } });
    await fill("secret", 2);
    await fill("secret", 1);
    expect(ondraft).toHaveBeenLastCalledWith({ gaps: { g1: "w-secret", g2: "w-help" } });
    await user.click(word("help"));
    await user.click(screen.getByRole("button", { name: "Put it back here" }));
    expect(ondraft).toHaveBeenLastCalledWith({ gaps: { g1: "w-secret" } });
  });

  it("says why of each wrong gap, keeps the right ones, and gives the rest back", async () => {
    const { ondraft } = play(practice);
    await fill("help", 1);
    await fill("alone", 2);
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveTextContent("Say that it is hidden.");
    expect(verdict).not.toHaveTextContent("Ask first.");
    expect(verdict).toHaveTextContent("Read it aloud.");
    expect(screen.getByText("Fits here")).toBeInTheDocument();
    expect(screen.getByText("Look again")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ gaps: { g1: "w-help" } });
    expect(screen.queryByRole("button", { name: "help" })).toBeNull();
    await fill("secret", 2);
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(screen.getByText("That is right!")).toBeVisible();
  });
});

describe("a check", () => {
  it("keeps the answer without a verdict", async () => {
    const { onanswer, text } = play(check);
    await fill("alone", 1);
    await fill("secret", 2);
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { gaps: { g1: "w-alone", g2: "w-secret" } },
      grade: null,
    });
    expect(text()).toBe("I need your alone. It is a secret.");
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("a text brought back", () => {
  it("shows a draft as it was", () => {
    const { text } = play(practice, { response: { gaps: { g2: "w-help" } }, done: false });
    expect(text()).toBe("I need your gap 1. It is a help.");
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const gaps = { g1: "w-secret", g2: "w-help" };
    const { onanswer } = play(practice, { response: { gaps }, done: true });
    expect(screen.getByText("Ask first.")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("goes on as a draft when a gap is new", () => {
    play(practice, { response: { gaps: { g1: "w-help" } }, done: true });
    expect(screen.getByText("2 cards left")).toBeVisible();
  });
});
