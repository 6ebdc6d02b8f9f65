import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const item: PracticeItemOf<"cards"> = {
  id: "q",
  kind: "cards",
  purpose: "practice",
  form: "",
  prompt: "Do you know these words?",
  picture: null,
  cards: [
    { id: "block", front: "Block", back: "No more messages.", picture: null },
    {
      id: "report",
      front: "Report",
      back: "Tell the app.",
      picture: { src: "/a.svg", srcset: "", width: 4, height: 3, alt: "A flag" },
    },
  ],
  key: { cards: ["block", "report"], after: "Two words more." },
};

function play(saved: Saved<"cards"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer };
}

const card = (name: string) => screen.getByRole("button", { name });
const done = () => screen.getByRole("button", { name: "Done" });

describe("cards to flip", () => {
  it("show their front, with the words of its picture", () => {
    play();
    expect(screen.getByRole("group", { name: "Do you know these words?" })).toBeVisible();
    expect(card("Block")).toHaveAttribute("aria-expanded", "false");
    expect(card("Report, A flag")).toBeVisible();
    expect(screen.getByText("Cards turned: 0 of 2")).toBeVisible();
    expect(done()).toBeDisabled();
  });

  it("turn over and back with the keyboard, and say the side that comes up", async () => {
    const { ondraft } = play();
    const said = document.querySelector("[aria-live]");
    await user.tab();
    await user.keyboard("{Enter}");
    expect(card("Block")).toHaveFocus();
    expect(card("Block")).toHaveAttribute("aria-expanded", "true");
    expect(said).toHaveTextContent("No more messages.");
    expect(ondraft).toHaveBeenLastCalledWith({ seen: ["block"] });
    await user.keyboard(" ");
    expect(card("Block")).toHaveAttribute("aria-expanded", "false");
    expect(said).toHaveTextContent("Block");
    expect(ondraft).toHaveBeenCalledOnce();
  });

  it("are done when somebody says so, without points", async () => {
    const { onanswer } = play();
    await user.click(card("Report, A flag"));
    await user.click(card("Block"));
    expect(screen.getByText("Cards turned: 2 of 2")).toBeVisible();
    await user.click(done());
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { seen: ["block", "report"] },
      grade: expect.objectContaining({ denominator: 0, outcome: "answered" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("Two words more.");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("can be flipped when all is done", async () => {
    const { onanswer, ondraft } = play({ response: { seen: ["block"] }, done: true });
    await user.click(card("Report, A flag"));
    expect(card("Report, A flag")).toHaveAttribute("aria-expanded", "true");
    expect(screen.getByText("Two words more.")).toBeVisible();
    expect(ondraft).not.toHaveBeenCalled();
    expect(onanswer).not.toHaveBeenCalled();
  });
});

describe("cards brought back", () => {
  it("remember which were seen, and lie on their front", () => {
    play({ response: { seen: ["report", "gone"] }, done: false });
    expect(screen.getByText("Cards turned: 1 of 2")).toBeVisible();
    expect(card("Report, A flag")).toHaveAttribute("aria-expanded", "false");
    expect(screen.getByText("You turned this one")).toBeInTheDocument();
    expect(done()).toBeEnabled();
  });

  it("show what was done, silently", () => {
    play({ response: { seen: ["block", "report"] }, done: true });
    expect(screen.getByText("Two words more.")).toBeVisible();
    expect(document.body).toHaveFocus();
  });
});
