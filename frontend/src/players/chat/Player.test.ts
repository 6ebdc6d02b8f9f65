import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ItemOf, ResponseOf } from "../../lib/api/types";
import { chatItem } from "../../test/chat-item";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

let user = userEvent.setup();
const ordinary = window.matchMedia;

function play(saved: Saved<"chat"> | null = null, item: ItemOf<"chat"> = chatItem) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved, band: "11-13", ondraft, onanswer });
  return { ondraft, onanswer };
}

const back = (path: string[], noticed: string[] = [], done = false): Saved<"chat"> => ({
  response: { path, noticed } as ResponseOf<"chat">,
  done,
});

const chatLog = () => screen.getByRole("log", { name: "Conversation" });
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const isWaiting = () => screen.queryByRole("button", { name: "Show the next message" }) !== null;

/** Let every message appear. */
async function readOn() {
  while (isWaiting()) await user.click(button("Show the next message"));
}

async function choose(...names: string[]) {
  for (const name of names) {
    await readOn();
    await user.click(button(name));
  }
  await readOn();
}

beforeEach(() => {
  vi.useFakeTimers();
  user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
});
afterEach(() => {
  vi.useRealTimers();
  window.matchMedia = ordinary;
});

describe("messages", () => {
  it("appear one after the other, by themselves", async () => {
    play();
    expect(chatLog()).not.toHaveTextContent("Sam plays in the game lobby.");
    await vi.advanceTimersByTimeAsync(1500);
    expect(chatLog()).toHaveTextContent("Sam plays in the game lobby.");
    expect(chatLog()).toHaveTextContent("Storm is writing…");
    expect(chatLog()).not.toHaveTextContent("How old are you?");
    expect(screen.queryByText("What now?")).toBeNull();
    await vi.advanceTimersByTimeAsync(1500);
    expect(chatLog()).toHaveTextContent("How old are you?");
    expect(screen.getByRole("group", { name: "What now?" })).toBeVisible();
  });

  it("appear at once on a tap, or on Enter in the log", async () => {
    play();
    await user.click(chatLog());
    expect(chatLog()).toHaveTextContent("Sam plays in the game lobby.");
    chatLog().focus();
    await user.keyboard("{Enter}");
    expect(chatLog()).toHaveTextContent("How old are you?");
    expect(isWaiting()).toBe(false);
  });

  it("are all there at once for people who asked for less motion", async () => {
    const asked = vi.fn((media: string) => ({ matches: media.includes("reduce"), media }));
    window.matchMedia = asked as unknown as typeof matchMedia;
    play();
    expect(chatLog()).toHaveTextContent("How old are you?");
    await user.click(button("12, and you?"));
    expect(chatLog()).toHaveTextContent("500 coins");
    expect(screen.getByRole("group", { name: "What now?" })).toHaveFocus();
  });
});

describe("a conversation", () => {
  it("is played to its end with the keyboard alone", async () => {
    const { onanswer } = play();
    await user.tab();
    await user.keyboard("{Enter}{Enter}");
    while (document.activeElement?.textContent?.trim() !== "Ask Aunt Dana") await user.tab();
    await user.keyboard("{Enter}");
    expect(button("Show the next message")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { path: ["lobby-aunt"] },
      grade: expect.objectContaining({ numerator: 1, denominator: 1 }),
    });
    expect(screen.getByRole("heading", { name: "The early ending" })).toHaveFocus();
  });

  it("moves the focus to the choices when all is said", async () => {
    play();
    await choose("12, and you?");
    expect(screen.getByRole("group", { name: "What now?" })).toHaveFocus();
    expect(chatLog()).toHaveTextContent(/You chose:\s*12, and you\?/);
    expect(chatLog()).toHaveTextContent("Sharing an age is common.");
  });

  it("shows a choice as tried when it comes back to it", async () => {
    play();
    await choose("12, and you?", "It is all my fault");
    expect(button(/It is all my fault/)).toBeDisabled();
    expect(button(/It is all my fault/)).toHaveTextContent("Tried already");
    expect(button("Thanks!")).toBeEnabled();
  });

  it("takes as many choices together as the author asks for", async () => {
    const { onanswer } = play();
    await choose("12, and you?", "I would rather not");
    expect(screen.getByText("What now? Choose 2.")).toBeVisible();
    expect(button("Do these")).toBeDisabled();
    await user.click(button("Save the messages"));
    await user.click(button("Stop writing back"));
    expect(button("Save the messages")).toHaveAttribute("aria-pressed", "true");
    await user.click(button("Pay"));
    expect(button("Pay")).toHaveAttribute("aria-pressed", "false");
    await user.click(button("Do these"));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { path: ["lobby-age", "gift-quiet", "act-stop", "act-save"] },
      grade: expect.objectContaining({ numerator: 3, denominator: 3 }),
    });
  });

  it("says how comfortable somebody is, in words", async () => {
    play();
    expect(screen.getByText(/Sam’s comfort/)).toHaveTextContent("not sure");
    await choose("12, and you?", "It is all my fault");
    expect(screen.getByText(/Sam’s comfort/)).toHaveTextContent("worried");
  });
});

describe("warning signs", () => {
  const shellOf = (text: string) =>
    within(screen.getByText(text).closest("li") as HTMLElement).getByRole("button");

  it("drop a shell into the jar and say why", async () => {
    const { ondraft } = play();
    await readOn();
    expect(screen.getByText("Shells: 0 of 3")).toBeVisible();
    const shell = shellOf("You play so well! How old are you?");
    expect(shell).toHaveAccessibleName("Is this a warning sign?");
    await user.click(shell);
    expect(shell).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByText("Shells: 1 of 3")).toBeVisible();
    expect(screen.getByText(/Praise and a quick personal question/)).toBeVisible();
    expect(ondraft).toHaveBeenLastCalledWith({ path: [], noticed: ["m-hello"] });
    await user.click(shell);
    expect(screen.getByText("Shells: 1 of 3")).toBeVisible();
  });

  it("are not reproached when there is none", async () => {
    play(back([]), { ...chatItem, key: { ...chatItem.key!, signs: { "m-gift": "A secret." } } });
    await readOn();
    const shell = shellOf("You play so well! How old are you?");
    await user.click(shell);
    expect(screen.getByText("Maybe. Keep watching.")).toBeVisible();
    expect(screen.getByText("Shells: 0 of 1")).toBeVisible();
    await user.click(shell);
    expect(screen.queryByText("Maybe. Keep watching.")).toBeNull();
  });

  it("are not asked for where there are none", async () => {
    play(null, { ...chatItem, key: { ...chatItem.key!, signs: {} } });
    await readOn();
    expect(screen.queryByRole("button", { name: /warning sign/ })).toBeNull();
    expect(screen.queryByText(/Shells/)).toBeNull();
  });
});

describe("an ending", () => {
  it("offers help, opens the help buoy, and can be played again from the start", async () => {
    const onhelp = vi.fn();
    addEventListener("cop:help", onhelp, { once: true });
    const { ondraft } = play();
    await choose("12, and you?", "Thanks!", "Tell Aunt Dana", "Pay", "Do these");
    const ending = screen.getByRole("region", { name: "The help ending" });
    expect(ending).toHaveTextContent("Help came");
    expect(within(ending).getAllByRole("listitem")).toHaveLength(5);
    await user.click(button("Show me the helpline"));
    expect(onhelp).toHaveBeenCalledOnce();
    await user.click(button("Play again from the start"));
    expect(ondraft).toHaveBeenLastCalledWith({ path: [], noticed: [] });
    expect(chatLog()).not.toHaveTextContent("500 coins");
    await readOn();
    expect(button("12, and you?")).toBeEnabled();
  });
});

describe("a conversation brought back", () => {
  it("rebuilds the log at once and goes on in the middle", () => {
    const { ondraft, onanswer } = play(back(["lobby-age"], ["m-hello"]));
    expect(chatLog()).toHaveTextContent("500 coins for you. Our secret!");
    expect(isWaiting()).toBe(false);
    expect(button("Thanks!")).toBeEnabled();
    expect(screen.getByText("Shells: 1 of 3")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(ondraft).not.toHaveBeenCalled();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("shows its ending again without sending it again", () => {
    const { onanswer } = play(back(["lobby-aunt"], [], true));
    expect(screen.getByRole("heading", { name: "The early ending" })).toBeVisible();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("goes as far as the path still leads", () => {
    play(back(["lobby-age", "gone"]));
    expect(button("Thanks!")).toBeEnabled();
  });
});

it("is no dead end in a draft whose choice leads nowhere", async () => {
  const [first, ...rest] = chatItem.nodes;
  play(null, { ...chatItem, nodes: [{ ...first!, then: "" }, ...rest] });
  await choose("12, and you?");
  expect(screen.getByText(/The conversation stops here/)).toBeVisible();
  expect(button("Play again from the start")).toBeEnabled();
});
