import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const item: PracticeItemOf<"likert"> = {
  id: "q",
  kind: "likert",
  purpose: "practice",
  form: "",
  prompt: "How do you feel?",
  picture: null,
  options: [
    { id: "low", text: "Not good", face: "1" },
    { id: "middle", text: "So-so", face: "3" },
    { id: "high", text: "Very good", face: "5" },
  ],
  key: {
    options: {
      low: { reply: "Tell someone you trust." },
      middle: { reply: "" },
      high: { reply: "Good to hear." },
    },
    after: "Every feeling is welcome.",
  },
};

function play(saved: Saved<"likert"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer };
}

const done = () => screen.getByRole("button", { name: "Done" });
const help = () => screen.queryByRole("button", { name: "Show me who can help" });

describe("a scale", () => {
  it("is a group of radio buttons with the prompt for a name", () => {
    play();
    expect(screen.getByRole("radiogroup", { name: "How do you feel?" })).toBeVisible();
    expect(screen.getAllByRole("radio")).toHaveLength(3);
    expect(done()).toBeDisabled();
  });

  it("is played with the keyboard alone", async () => {
    const { onanswer, ondraft } = play();
    await user.tab();
    await user.keyboard(" ");
    expect(ondraft).toHaveBeenLastCalledWith({ choice: "low" });
    await user.keyboard("{ArrowDown}");
    expect(ondraft).toHaveBeenLastCalledWith({ choice: "middle" });
    await user.tab();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { choice: "middle" },
      grade: expect.objectContaining({ denominator: 0, outcome: "answered" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("Thank you!");
    expect(verdict).toHaveTextContent("Every feeling is welcome.");
  });

  it("answers kindly, and opens the help for whoever is not well", async () => {
    const opened = vi.fn();
    addEventListener("cop:help", opened, { once: true });
    play();
    await user.click(screen.getByText("Not good"));
    expect(help()).toBeNull();
    await user.click(done());
    expect(screen.getByText("Tell someone you trust.")).toBeVisible();
    await user.click(help() as HTMLElement);
    expect(opened).toHaveBeenCalledOnce();
  });

  it("leaves the help to the buoy for whoever is well", async () => {
    play();
    await user.click(screen.getByText("Very good"));
    await user.click(done());
    expect(screen.getByText("Good to hear.")).toBeVisible();
    expect(help()).toBeNull();
  });

  it("lets an answer be changed", async () => {
    const { onanswer } = play();
    await user.click(screen.getByText("Very good"));
    await user.click(done());
    expect(screen.getByRole("radio", { name: "So-so" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Change my answer" }));
    expect(screen.getByRole("radio", { name: "Very good" })).toHaveFocus();
    await user.click(screen.getByText("So-so"));
    await user.click(done());
    expect(onanswer).toHaveBeenCalledTimes(2);
  });
});

describe("a scale brought back", () => {
  it("shows a draft as it was", () => {
    play({ response: { choice: "high" }, done: false });
    expect(screen.getByRole("radio", { name: "Very good" })).toBeChecked();
    expect(done()).toBeEnabled();
  });

  it("shows an answer with its reply, silently and without sending it again", () => {
    const { onanswer } = play({ response: { choice: "low" }, done: true });
    expect(screen.getByText("Tell someone you trust.")).toBeVisible();
    expect(help()).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("starts anew where the option is gone", () => {
    play({ response: { choice: "gone" }, done: true });
    expect(done()).toBeDisabled();
  });
});
