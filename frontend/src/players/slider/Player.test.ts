import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Band, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const item: PracticeItemOf<"slider"> = {
  id: "q",
  kind: "slider",
  purpose: "practice",
  form: "",
  prompt: "How sure are you?",
  picture: null,
  low: "Not sure yet",
  high: "Very sure",
  least: 0,
  most: 10,
  step: 1,
  key: { least: 0, most: 10, step: 1, after: "Thank you for being honest." },
};

function play(saved: Saved<"slider"> | null = null, band: Band = "8-10") {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band, ondraft, onanswer });
  return { ondraft, onanswer };
}

const slider = () => screen.getByRole("slider", { name: "How sure are you?" });
const done = () => screen.getByRole("button", { name: "Done" });
const move = (value: number) => fireEvent.input(slider(), { target: { value: String(value) } });

describe("a slider", () => {
  it("counts only once it was touched", async () => {
    const { ondraft } = play();
    expect(slider()).toHaveAttribute("aria-valuetext", "Where are you on the line?");
    expect(done()).toBeDisabled();
    await move(7);
    expect(ondraft).toHaveBeenLastCalledWith({ value: 7 });
    expect(done()).toBeEnabled();
  });

  it.each([
    [0, "0 · Not sure yet"],
    [3, "3 · Nearer to “Not sure yet”"],
    [5, "5 · In the middle"],
    [9, "9 · Nearer to “Very sure”"],
    [10, "10 · Very sure"],
  ])("says where %i is in words", async (value, words) => {
    play();
    await move(value);
    expect(slider()).toHaveAttribute("aria-valuetext", words);
    expect(screen.getByText(words)).toBeVisible();
  });

  it("says it without a number to the youngest", async () => {
    play(null, "5-7");
    await move(3);
    expect(slider()).toHaveAttribute("aria-valuetext", "Nearer to “Not sure yet”");
  });

  it("takes the middle from a tap on the thumb that waits there", async () => {
    const { ondraft } = play();
    await user.click(slider());
    expect(ondraft).toHaveBeenCalledExactlyOnceWith({ value: 5 });
    await user.click(slider());
    expect(ondraft).toHaveBeenCalledOnce();
  });

  it("takes the middle from Enter and from the space bar", async () => {
    const { ondraft } = play();
    slider().focus();
    await user.keyboard("{Tab}");
    expect(ondraft).not.toHaveBeenCalled();
    slider().focus();
    await user.keyboard(" ");
    expect(ondraft).toHaveBeenCalledExactlyOnceWith({ value: 5 });
  });

  it("thanks, whatever the value, and lets it be changed", async () => {
    const { onanswer, ondraft } = play();
    await move(0);
    await user.click(done());
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { value: 0 },
      grade: expect.objectContaining({ denominator: 0, outcome: "answered" }),
    });
    expect(screen.getByText("Thank you for being honest.")).toBeVisible();
    expect(slider()).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Change my answer" }));
    expect(ondraft).toHaveBeenLastCalledWith({ value: 0 });
    expect(slider()).toHaveFocus();
    expect(done()).toBeEnabled();
  });
});

describe("a slider brought back", () => {
  it("shows a draft as it was", () => {
    play({ response: { value: 4 }, done: false });
    expect(slider()).toHaveValue("4");
    expect(done()).toBeEnabled();
  });

  it("shows an answer, silently and without sending it again", () => {
    const { onanswer } = play({ response: { value: 4 }, done: true });
    expect(screen.getByText("Thank you for being honest.")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("starts anew where the place is gone", () => {
    play({ response: { value: 12 }, done: true });
    expect(slider()).toBeEnabled();
    expect(done()).toBeDisabled();
  });
});
