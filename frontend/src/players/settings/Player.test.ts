import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const practice: PracticeItemOf<"settings"> = {
  id: "q",
  kind: "settings",
  purpose: "practice",
  form: "",
  prompt: "What should Lina change?",
  picture: null,
  stranger: "a player she does not know",
  settings: [
    {
      id: "place",
      text: "Show where I play",
      help: "Others see it on the map.",
      start: "on",
      options: [
        { id: "on", text: "On", seen: "Plays in Palm Street" },
        { id: "off", text: "Off", seen: "" },
      ],
    },
    {
      id: "write",
      text: "Who may write to me",
      help: "",
      start: "all",
      options: [
        { id: "all", text: "Everybody", seen: "A button to write to her" },
        { id: "friends", text: "People I know", seen: "" },
        { id: "nobody", text: "Nobody", seen: "" },
      ],
    },
  ],
  key: {
    settings: {
      place: { options: ["off"], others: ["on"], feedback: "A place says where to find her." },
      write: { options: ["friends", "nobody"], others: ["all"], feedback: "" },
    },
    right: "Now she is hard to find.",
    wrong: "Look at what is still seen.",
  },
};

function play(item: ItemOf<"settings">, saved: Saved<"settings"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const { container } = render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  const announced = () => container.querySelector("[aria-live]")?.textContent ?? "";
  return { ondraft, onanswer, announced };
}

const setting = (name: string) => screen.getByRole("group", { name });
const radio = (group: string, name: string) => within(setting(group)).getByRole("radio", { name });
const view = (name: string) => within(screen.getByRole("region", { name }));
const linesOf = (name: string) =>
  view(name)
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent.replace(/\s+/g, " ").trim());
const commit = () => screen.getByRole("button", { name: "Check my answer" });

const PLACE = "Show where I play";
const WRITE = "Who may write to me";

describe("privacy settings", () => {
  it("start as they are, with what is seen before and now", () => {
    play(practice);
    expect(radio(PLACE, "On")).toBeChecked();
    expect(setting(PLACE)).toHaveAccessibleDescription("Others see it on the map.");
    expect(screen.getByRole("heading", { name: "Seen by a player she does not know" }));
    expect(linesOf("Before")).toEqual(["Plays in Palm Street", "A button to write to her"]);
    expect(linesOf("Now")).toEqual(linesOf("Before"));
    expect(commit()).toBeDisabled();
  });

  it("change the view at once, and say in words what changed", async () => {
    const { ondraft, announced } = play(practice);
    await user.click(radio(PLACE, "Off"));
    expect(linesOf("Now")).toEqual([`${PLACE}: nothing Changed`, "A button to write to her"]);
    expect(linesOf("Before")).toEqual(["Plays in Palm Street", "A button to write to her"]);
    expect(announced()).toBe(`Now nothing is seen of “${PLACE}”.`);
    expect(ondraft).toHaveBeenLastCalledWith({ settings: { place: "off", write: "all" } });
    expect(commit()).toBeEnabled();
    await user.click(radio(PLACE, "On"));
    expect(announced()).toBe("Now this is seen: Plays in Palm Street");
    expect(linesOf("Now")).toEqual(linesOf("Before"));
    expect(commit()).toBeDisabled();
  });

  it("say nothing where the view stays the same", async () => {
    const { announced } = play(practice);
    await user.click(radio(WRITE, "People I know"));
    await user.click(radio(WRITE, "Nobody"));
    expect(announced()).toBe("");
  });

  it("are played with the keyboard alone", async () => {
    const { onanswer } = play(practice);
    await user.tab();
    expect(radio(PLACE, "On")).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    expect(radio(PLACE, "Off")).toBeChecked();
    await user.tab();
    await user.keyboard("{ArrowDown}");
    await user.tab();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { settings: { place: "off", write: "friends" } },
      grade: expect.objectContaining({ numerator: 2, denominator: 2, outcome: "correct" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("Now she is hard to find.");
    expect(screen.getAllByText("A good choice")).toHaveLength(2);
  });

  it("say why of what is not good, and keep the good choice for another try", async () => {
    const { onanswer, ondraft } = play(practice);
    await user.click(radio(WRITE, "Nobody"));
    await user.click(commit());
    expect(screen.getByText("Look again")).toBeVisible();
    expect(screen.getByText("A place says where to find her.")).toBeVisible();
    expect(screen.getByText("Look at what is still seen.")).toBeVisible();
    expect(radio(PLACE, "Off")).toBeDisabled();

    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ settings: { place: "on", write: "nobody" } });
    expect(radio(PLACE, "On")).toHaveFocus();
    expect(radio(WRITE, "Nobody")).toBeChecked();
    expect(screen.getByText("A good choice")).toBeVisible();
    await user.click(radio(WRITE, "People I know"));
    expect(screen.queryByText("A good choice")).toBeNull();
    await user.click(radio(PLACE, "Off"));
    await user.click(commit());
    expect(onanswer).toHaveBeenCalledTimes(2);
    expect(screen.getByText("That is right!")).toBeVisible();
  });

  it("are seen by a stranger where the author named nobody", () => {
    play({ ...practice, stranger: "" });
    expect(screen.getByRole("heading", { name: "Seen by a stranger" })).toBeVisible();
  });
});

describe("settings brought back", () => {
  it("show a draft as it was", () => {
    play(practice, { response: { settings: { place: "off", write: "all" } }, done: false });
    expect(radio(PLACE, "Off")).toBeChecked();
    expect(linesOf("Now")[0]).toContain("Changed");
    expect(commit()).toBeEnabled();
  });

  it("show an answer with its verdict, silently and without sending it again", () => {
    const settings = { place: "on", write: "friends" };
    const { onanswer } = play(practice, { response: { settings }, done: true });
    expect(screen.getByText("Partly right")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("start anew when their options are gone", () => {
    play(practice, { response: { settings: { place: "gone" } }, done: true });
    expect(radio(PLACE, "On")).toBeChecked();
    expect(radio(PLACE, "On")).toBeEnabled();
    expect(commit()).toBeDisabled();
  });
});
