import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Band, CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const practice: PracticeItemOf<"sort"> = {
  id: "q",
  kind: "sort",
  purpose: "practice",
  form: "",
  prompt: "Who may know what?",
  picture: null,
  bins: [
    { id: "near", text: "Family", hint: "At home", picture: null },
    { id: "far", text: "Everyone", hint: "", picture: null },
  ],
  items: [
    { id: "code", text: "My code", picture: null },
    { id: "whale", text: "I like whales", picture: null },
    { id: "address", text: "My address", picture: null },
  ],
  arcade: false,
  circles: false,
  key: {
    items: {
      code: { bin: "near", feedback: "A code is like a key." },
      whale: { bin: "far", feedback: "It shows nobody and no place." },
      address: { bin: "near", feedback: "It shows where to find you." },
    },
    right: "Each card is in its place.",
    wrong: "Who needs to know?",
  },
};

const check: CheckItemOf<"sort"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"sort">, saved: Saved<"sort"> | null = null, band: Band = "8-10") {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const view = render(Player, { item, saved, band, ondraft, onanswer });
  return { ...view, ondraft, onanswer };
}

const card = (name: string) => screen.getByRole("button", { name: new RegExp(`^${name}`) });
const bin = (name: string) => screen.getByRole("group", { name });
const putIn = (name: string) => screen.getByRole("button", { name: `Put it here: “${name}”` });

async function tapAll(places: Record<string, string>) {
  for (const [thing, group] of Object.entries(places)) {
    await user.click(card(thing));
    await user.click(putIn(group));
  }
}

describe("a practice sort", () => {
  it("is played by tapping a card and its group", async () => {
    const { onanswer, ondraft } = play(practice);
    expect(screen.getByText("3 cards left")).toBeVisible();
    expect(screen.queryByRole("button", { name: /my answer/ })).toBeNull();
    await user.click(card("My code"));
    expect(card("My code")).toHaveAttribute("aria-pressed", "true");
    await user.click(putIn("Family"));
    expect(ondraft).toHaveBeenLastCalledWith({ bins: { code: "near" } });
    expect(within(bin("Family")).getByText("My code")).toBeVisible();
    expect(screen.getByText("“My code” is in “Family”.")).toBeInTheDocument();
    await tapAll({ "I like whales": "Everyone", "My address": "Family" });
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { bins: { code: "near", whale: "far", address: "near" } },
      grade: expect.objectContaining({ numerator: 3, denominator: 3, outcome: "correct" }),
    });
    expect(screen.getAllByText("Fits here")).toHaveLength(3);
    expect(screen.getByText("Each card is in its place.")).toBeVisible();
  });

  it("takes a tap anywhere in the group, too", async () => {
    play(practice);
    await user.click(card("My code"));
    await user.click(screen.getByText("At home"));
    expect(within(bin("Family")).getByText("My code")).toBeVisible();
  });

  it("takes a tap on a card that lies in the group as a tap on the group", async () => {
    play(practice);
    await tapAll({ "My code": "Family" });
    await user.click(card("My address"));
    await user.click(card("My code"));
    expect(within(bin("Family")).getByText("My address")).toBeVisible();
  });

  it("is played with the keyboard alone", async () => {
    const { onanswer } = play(practice);
    await user.tab();
    expect(card("My code")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(putIn("Family")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(card("I like whales")).toHaveFocus();
    await user.keyboard("{Enter}{ArrowDown}");
    expect(putIn("Everyone")).toHaveFocus();
    await user.keyboard("{ArrowUp}{ArrowUp} ");
    expect(within(bin("Everyone")).getByText("I like whales")).toBeVisible();
    await user.keyboard("{Enter}{Enter}");
    expect(screen.getByRole("button", { name: "Check my answer" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledOnce();
    expect(screen.getByRole("group", { name: "How it went" })).toHaveFocus();
  });

  it("puts a picked up card down again with Escape", async () => {
    play(practice);
    await user.tab();
    await user.keyboard("{Enter}{Escape}");
    expect(card("My code")).toHaveFocus();
    expect(card("My code")).toHaveAttribute("aria-pressed", "false");
  });

  it("lets a card be moved on and be put back before it is checked", async () => {
    const { ondraft } = play(practice);
    await tapAll({ "My code": "Everyone" });
    await tapAll({ "My code": "Family" });
    expect(ondraft).toHaveBeenLastCalledWith({ bins: { code: "near" } });
    await user.click(card("My code"));
    await user.click(screen.getByRole("button", { name: "Put it back here" }));
    expect(ondraft).toHaveBeenLastCalledWith({ bins: {} });
    expect(screen.getByText("“My code” is back with the cards.")).toBeInTheDocument();
  });

  it("says of each misplaced card why, keeps the right ones, and gives the rest back", async () => {
    const { onanswer } = play(practice);
    await tapAll({ "My code": "Everyone", "I like whales": "Everyone", "My address": "Family" });
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(screen.getByText("A code is like a key.")).toBeVisible();
    expect(screen.queryByText("It shows where to find you.")).toBeNull();
    expect(screen.getByText("Look again")).toBeVisible();
    expect(screen.getByText("Who needs to know?")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByText("1 card left")).toBeVisible();
    expect(card("My code")).toHaveFocus();
    expect(screen.queryByRole("button", { name: /whales/ })).toBeNull();
    await tapAll({ "My code": "Family" });
    await user.click(screen.getByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { bins: { code: "near", whale: "far", address: "near" } },
      grade: expect.objectContaining({ outcome: "correct" }),
    });
  });
});

describe("three groups", () => {
  const three: ItemOf<"sort"> = {
    ...practice,
    bins: [...practice.bins, { id: "mid", text: "Class", hint: "", picture: null }],
    circles: true,
  };

  it("are circles for children where they lie within each other, and plain for all others", () => {
    const child = play(three);
    expect(child.container.querySelectorAll(".ring")).toHaveLength(3);
    child.unmount();
    const apart = play({ ...three, circles: false });
    expect(apart.container.querySelectorAll(".ring")).toHaveLength(0);
    apart.unmount();
    const adult = play(three, null, "");
    expect(adult.container.querySelectorAll(".ring")).toHaveLength(0);
  });
});

describe("a check", () => {
  it("keeps the answer without a verdict", async () => {
    const { onanswer } = play(check);
    await tapAll({ "My code": "Everyone", "I like whales": "Everyone", "My address": "Family" });
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { bins: { code: "far", whale: "far", address: "near" } },
      grade: null,
    });
    expect(screen.queryByText(/Fits here|Look again/)).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    expect(within(bin("Everyone")).getByText("My code")).toBeVisible();
    expect(screen.getByRole("group", { name: "Who may know what?" })).toHaveFocus();
  });
});

describe("a sort brought back", () => {
  it("shows a draft as it was", () => {
    play(practice, { response: { bins: { code: "near" } }, done: false });
    expect(within(bin("Family")).getByText("My code")).toBeVisible();
    expect(screen.getByText("2 cards left")).toBeVisible();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const bins = { code: "near", whale: "near", address: "near" };
    const { onanswer } = play(practice, { response: { bins }, done: true });
    expect(screen.getByText("It shows nobody and no place.")).toBeVisible();
    expect(screen.getByText("Partly right")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("goes on as a draft when a card is new", () => {
    play(practice, { response: { bins: { code: "near", whale: "far" } }, done: true });
    expect(screen.getByText("1 card left")).toBeVisible();
  });

  it("shows a check's answer locked", () => {
    const bins = { code: "near", whale: "near", address: "near" };
    play(check, { response: { bins }, done: true });
    expect(screen.queryByRole("button")).toBeNull();
    expect(within(bin("Family")).getByText("I like whales")).toBeVisible();
  });
});

describe("as a game", () => {
  const game: ItemOf<"sort"> = { ...practice, arcade: true };
  const start = () => user.click(screen.getByRole("button", { name: "Play it as a game" }));
  const basket = (name: string) => screen.findByRole("button", { name: new RegExp(`^${name}`) });

  it("is offered only where the editor says so", () => {
    play(practice);
    expect(screen.queryByRole("button", { name: "Play it as a game" })).toBeNull();
  });

  it("gives the same answer, the same grade and the same verdict", async () => {
    const { onanswer, ondraft } = play(game);
    await start();
    await user.click(await basket("Family"));
    expect(ondraft).toHaveBeenLastCalledWith({ bins: { code: "near" } });
    await user.click(await basket("Family"));
    await user.click(await basket("Family"));
    const commit = await screen.findByRole("button", { name: "Check my answer" });
    await vi.waitFor(() => expect(commit).toHaveFocus());
    expect(within(bin("Family")).getByText("I like whales")).toBeVisible();
    await user.click(commit);
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { bins: { code: "near", whale: "near", address: "near" } },
      grade: expect.objectContaining({ numerator: 2, denominator: 3, outcome: "partial" }),
    });
    expect(screen.getByText("It shows nobody and no place.")).toBeVisible();
  });

  it("brings only what was not right after another try", async () => {
    const { onanswer } = play(game);
    await start();
    for (let turn = 0; turn < 3; turn += 1) await user.click(await basket("Family"));
    await user.click(await screen.findByRole("button", { name: "Check my answer" }));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await start();
    expect(await screen.findByText("Here comes: “I like whales”.")).toBeInTheDocument();
    await user.click(await basket("Everyone"));
    await user.click(await screen.findByRole("button", { name: "Check my answer" }));
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { bins: { code: "near", address: "near", whale: "far" } },
      grade: expect.objectContaining({ numerator: 3, outcome: "correct" }),
    });
  });

  it("can be left for the calm mode and come back to, and nothing is lost", async () => {
    play(game);
    await start();
    await user.click(await basket("Everyone"));
    await user.click(screen.getByRole("button", { name: "Calm mode" }));
    expect(within(bin("Everyone")).getByText("My code")).toBeVisible();
    expect(screen.getByText("2 cards left")).toBeVisible();
    await start();
    expect(await basket("Everyone")).toHaveTextContent("1 inside");
  });

  it("goes on after a reload with what was caught", async () => {
    play(game, { response: { bins: { code: "near" } }, done: false });
    expect(within(bin("Family")).getByText("My code")).toBeVisible();
    await start();
    expect(await screen.findByText("Here comes: “I like whales”.")).toBeInTheDocument();
  });

  it("shows no verdict on a check", async () => {
    const { onanswer } = play({ ...check, arcade: true });
    await start();
    for (let turn = 0; turn < 3; turn += 1) await user.click(await basket("Family"));
    await user.click(await screen.findByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ grade: null }));
    expect(screen.queryByRole("button")).toBeNull();
  });
});
