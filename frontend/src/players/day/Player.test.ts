import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const item: PracticeItemOf<"day"> = {
  id: "q",
  kind: "day",
  purpose: "practice",
  form: "",
  prompt: "Fill the afternoon.",
  picture: null,
  hours: 6,
  activities: [
    { id: "play", text: "Playing outside", sort: "move" },
    { id: "read", text: "Reading", sort: "quiet" },
    { id: "film", text: "Videos", sort: "screen" },
  ],
  key: {
    hours: 6,
    activities: {
      play: { least: 2, most: 4, little: "Legs want to move.", much: "Legs want a rest." },
      read: { least: 0, most: 6, little: "", much: "" },
      film: { least: 0, most: 1, little: "", much: "Stopping is hard." },
    },
    after: "Many days are good.",
  },
};

function play(saved: Saved<"day"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer };
}

const more = (activity: string) =>
  screen.getByRole("button", { name: `One hour more: ${activity}` });
const less = (activity: string) =>
  screen.getByRole("button", { name: `One hour less: ${activity}` });
const done = () => screen.getByRole("button", { name: "Done" });
const row = (activity: string) => screen.getByText(activity).closest("li") as HTMLElement;

describe("a day", () => {
  it("is filled hour by hour, with the keyboard too", async () => {
    const { ondraft } = play();
    expect(done()).toBeDisabled();
    await user.click(more("Reading"));
    expect(ondraft).toHaveBeenLastCalledWith({ hours: { play: 0, read: 1, film: 0 } });
    more("Playing outside").focus();
    await user.keyboard("{Enter}{Enter}");
    expect(ondraft).toHaveBeenLastCalledWith({ hours: { play: 2, read: 1, film: 0 } });
    expect(more("Playing outside")).toHaveFocus();
    expect(screen.getByText("Playing outside: 2 hours. 3 hours free.")).toBeInTheDocument();
    await user.click(less("Playing outside"));
    expect(ondraft).toHaveBeenLastCalledWith({ hours: { play: 1, read: 1, film: 0 } });
    expect(done()).toBeEnabled();
  });

  it("gives away no more hours than it has, and takes back none that are not there", async () => {
    const { ondraft } = play({ response: { hours: { play: 0, read: 6, film: 0 } }, done: false });
    expect(more("Videos")).toHaveAttribute("aria-disabled", "true");
    expect(less("Videos")).toHaveAttribute("aria-disabled", "true");
    await user.click(more("Videos"));
    await user.click(less("Videos"));
    expect(ondraft).not.toHaveBeenCalled();
    expect(screen.getByText("0 hours free")).toBeVisible();
  });

  it("says what there is to notice and blames nobody", async () => {
    const { onanswer } = play({ response: { hours: { play: 0, read: 2, film: 3 } }, done: false });
    await user.click(done());
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { hours: { play: 0, read: 2, film: 3 } },
      grade: expect.objectContaining({ denominator: 0, outcome: "answered" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    for (const line of ["Thank you!", "Legs want to move.", "Stopping is hard."]) {
      expect(verdict).toHaveTextContent(line);
    }
    expect(within(row("Playing outside")).getByText("Rather few hours")).toBeVisible();
    expect(within(row("Reading")).getByText("A good amount")).toBeVisible();
    expect(within(row("Videos")).getByText("Rather many hours")).toBeVisible();
    expect(within(row("Videos")).getByText("3 hours")).toBeVisible();
  });

  it("can be changed afterwards, from where it was", async () => {
    const { onanswer } = play({ response: { hours: { play: 1, read: 0, film: 0 } }, done: true });
    expect(onanswer).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Change the day" }));
    expect(less("Playing outside")).toHaveFocus();
    expect(screen.queryByText("Legs want to move.")).toBeNull();
    await user.click(more("Playing outside"));
    await user.click(done());
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { hours: { play: 2, read: 0, film: 0 } },
      grade: expect.objectContaining({ feedback: "Many days are good." }),
    });
  });
});

describe("a day brought back", () => {
  it("shows an answer silently", () => {
    play({ response: { hours: { play: 2, read: 2, film: 1 } }, done: true });
    expect(screen.getByText("Many days are good.")).toBeVisible();
    expect(document.body).toHaveFocus();
  });

  it("keeps what still makes sense where an activity is gone", () => {
    play({ response: { hours: { play: 2, swim: 3 } }, done: false });
    expect(screen.getByText("4 hours free")).toBeVisible();
    expect(done()).toBeEnabled();
  });
});
