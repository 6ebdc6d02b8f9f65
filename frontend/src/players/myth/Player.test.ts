import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Band, CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const practice: PracticeItemOf<"myth"> = {
  id: "q",
  kind: "myth",
  purpose: "practice",
  form: "",
  prompt: "Myth or fact?",
  picture: null,
  cards: [
    { id: "gone", text: "A deleted photo is gone.", picture: null },
    { id: "leave", text: "I may leave a chat.", picture: null },
    { id: "free", text: "Free games never cost money.", picture: null },
  ],
  key: {
    cards: {
      gone: { fact: false, feedback: "Somebody may have saved it." },
      leave: { fact: true, feedback: "Nobody owes an answer." },
      free: { fact: false, feedback: "They sell things inside." },
    },
    right: "No myth fools you.",
    wrong: "Read why.",
  },
};

const check: CheckItemOf<"myth"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"myth">, saved: Saved<"myth"> | null = null, band: Band = "8-10") {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const { container } = render(Player, { item, saved, band, ondraft, onanswer });
  const announced = () => container.querySelector("[aria-live]")?.textContent ?? "";
  return { ondraft, onanswer, announced };
}

const call = (name: string) => screen.getByRole("button", { name });
const commit = () => screen.queryByRole("button", { name: /my answer/ });
const cards = () => within(screen.getByRole("list", { name: "Cards" })).getAllByRole("listitem");

async function callAll(...names: string[]) {
  for (const name of names) await user.click(call(name));
}

afterEach(() => {
  document.documentElement.dir = "";
});

describe("a deck", () => {
  it("shows one card at a time and says which", () => {
    play(practice);
    expect(screen.getByText("A deleted photo is gone.")).toBeVisible();
    expect(screen.queryByText("I may leave a chat.")).toBeNull();
    expect(screen.getByText("Card 1 of 3")).toBeVisible();
    expect(call("Previous card")).toHaveAttribute("aria-disabled", "true");
    expect(commit()).toBeNull();
  });

  it("is played with the keyboard alone: a call brings the next card", async () => {
    const { onanswer, ondraft, announced } = play(practice);
    await user.tab();
    expect(call("Myth")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(ondraft).toHaveBeenLastCalledWith({ calls: { gone: "myth" } });
    expect(announced()).toBe("Called: Myth. Card 2 of 3. I may leave a chat.");
    expect(call("Myth")).toHaveFocus();
    expect(call("Myth")).toHaveAttribute("aria-pressed", "false");
    await user.tab();
    await user.keyboard(" ");
    expect(screen.getByText("Card 3 of 3")).toBeVisible();
    await user.tab({ shift: true });
    await user.keyboard("{Enter}");
    expect(call("Myth")).toHaveAttribute("aria-pressed", "true");
    expect(announced()).toMatch(/^Called: Myth. Every card is called/);
    commit()?.focus();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { calls: { gone: "myth", leave: "fact", free: "myth" } },
      grade: expect.objectContaining({ numerator: 3, denominator: 3, outcome: "correct" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("No myth fools you.");
    expect(verdict).not.toHaveTextContent("Nobody owes an answer.");
    expect(cards()[1]).toHaveTextContent("Well called: it is a fact");
    expect(cards()[1]).toHaveTextContent("Nobody owes an answer.");
  });

  it("can be gone back to, and a call be changed, which stays on the card", async () => {
    const { ondraft } = play(practice);
    await callAll("Myth", "Previous card");
    expect(screen.getByText("Card 1 of 3")).toBeVisible();
    expect(call("Myth")).toHaveAttribute("aria-pressed", "true");
    await user.click(call("Fact"));
    expect(ondraft).toHaveBeenLastCalledWith({ calls: { gone: "fact" } });
    expect(screen.getByText("Card 1 of 3")).toBeVisible();
    expect(call("Fact")).toHaveAttribute("aria-pressed", "true");
    await user.click(call("Previous card"));
    expect(screen.getByText("Card 1 of 3")).toBeVisible();
  });

  it("is leafed through with the arrows, in the direction of reading", async () => {
    const { announced } = play(practice);
    call("Fact").focus();
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
    expect(screen.getByText("Card 3 of 3")).toBeVisible();
    expect(call("Fact")).toHaveFocus();
    await user.keyboard("{ArrowLeft}");
    expect(announced()).toBe("Card 2 of 3. I may leave a chat.");
    document.documentElement.dir = "rtl";
    await user.keyboard("{ArrowLeft}");
    expect(screen.getByText("Card 3 of 3")).toBeVisible();
    await user.keyboard("{ArrowRight}{Alt>}{ArrowRight}{/Alt}");
    expect(screen.getByText("Card 2 of 3")).toBeVisible();
  });

  it("comes back to a card that was passed over", async () => {
    play(practice);
    await callAll("Next card", "Fact", "Myth");
    expect(screen.getByText("Card 1 of 3")).toBeVisible();
    expect(commit()).toBeNull();
  });

  it("says why of every card, and takes another try at what was not right", async () => {
    const { onanswer, ondraft, announced } = play(practice);
    await callAll("Fact", "Fact", "Fact");
    await user.click(commit()!);
    const [gone, leave] = cards();
    expect(gone).toHaveTextContent("You said fact, but it is a myth");
    expect(gone).toHaveTextContent("Somebody may have saved it.");
    expect(leave).toHaveTextContent("Well called");
    expect(screen.getByRole("group", { name: "How it went" })).toHaveTextContent("Read why.");

    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ calls: { leave: "fact" } });
    expect(screen.getByRole("group", { name: "Card 1 of 3" })).toHaveFocus();
    await user.click(call("Next card"));
    expect(screen.getByText("Well called")).toBeVisible();
    expect(announced()).toBe("Card 2 of 3. I may leave a chat. You said: Fact");
    await callAll("Previous card", "Myth", "Myth");
    await user.click(commit()!);
    expect(onanswer).toHaveBeenCalledTimes(2);
    expect(screen.getByText("That is right!")).toBeVisible();
  });
});

describe("a check", () => {
  it("keeps the calls without a verdict", async () => {
    const { onanswer } = play(check);
    await callAll("Fact", "Fact", "Fact");
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { calls: { gone: "fact", leave: "fact", free: "fact" } },
      grade: null,
    });
    expect(screen.queryByRole("group", { name: "How it went" })).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getAllByText("You said: Fact")).toHaveLength(3);
    expect(screen.queryByText(/Well called|but it is/)).toBeNull();
    expect(screen.getByRole("group", { name: "Myth or fact?" })).toHaveFocus();
  });
});

describe("a deck brought back", () => {
  it("goes on at the first card without a call", () => {
    play(practice, { response: { calls: { gone: "myth" } }, done: false });
    expect(screen.getByText("Card 2 of 3")).toBeVisible();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const calls = { gone: "fact", leave: "fact", free: "myth" };
    const { onanswer } = play(practice, { response: { calls }, done: true });
    expect(screen.getByText("Partly right")).toBeVisible();
    expect(screen.getByText("They sell things inside.")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("shows a check's answer as it was kept", () => {
    const calls = { gone: "fact", leave: "fact", free: "myth" };
    play(check, { response: { calls }, done: true });
    expect(screen.getByText("You said: Myth")).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("goes on where an edit added a card", () => {
    const calls = { gone: "fact", other: "myth", free: "myth" };
    play(practice, { response: { calls }, done: true });
    expect(screen.getByText("Card 2 of 3")).toBeVisible();
    expect(commit()).toBeNull();
  });
});
