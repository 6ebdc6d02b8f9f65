import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const texts = ["turtle", "cloud", "spoon", "kite"];
const item: PracticeItemOf<"password"> = {
  id: "q",
  kind: "password",
  purpose: "practice",
  form: "",
  prompt: "Make a strong password.",
  picture: null,
  words: texts.map((text) => ({ id: text, text })),
  count: 3,
  key: { after: "Long beats odd signs." },
};

function play(saved: Saved<"password"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const { unmount } = render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer, unmount };
}

const click = (name: string | RegExp) => user.click(screen.getByRole("button", { name }));
const made = () => screen.getByText("Your practice password").nextElementSibling?.textContent ?? "";
const shown = () =>
  made()
    .split(/[-\d]/)
    .filter((word) => texts.includes(word));

describe("the workshop", () => {
  it("lets chance draw the words and makes a password of them", async () => {
    play();
    expect(screen.queryByRole("button", { name: "Done" })).toBeNull();
    await click("Draw 3 words");
    expect(new Set(shown()).size).toBe(3);
    expect(made()).toBe(shown().join("-"));
    expect(screen.getByText(/^Chance drew: /)).toHaveTextContent(shown()[0] ?? "?");
    await click("Draw again");
    expect(new Set(shown()).size).toBe(3);
  });

  it("swaps one word and leaves the others", async () => {
    play();
    await click("Draw 3 words");
    const [first, second, third] = shown();
    await click(`Swap: “${second}”`);
    expect(shown()[0]).toBe(first);
    expect(shown()[2]).toBe(third);
    expect(shown()).not.toContain(second);
    expect(screen.getByRole("button", { name: `Swap: “${shown()[1]}”` })).toHaveFocus();
  });

  it("adds a number and a sign, and takes them away again", async () => {
    play();
    await click("Draw 3 words");
    const plain = made();
    await click("A number");
    await click("A sign");
    expect(made()).toMatch(/\d\d[!?*+=#]$/);
    expect(screen.getByRole("button", { name: "A sign", pressed: true })).toBeVisible();
    await click("A number");
    await click("A sign");
    expect(made()).toBe(plain);
  });

  it("tells in words how strong it is", async () => {
    play();
    await click("Draw 3 words");
    expect(await screen.findByText(/^Very strong: /)).toBeVisible();
    expect(screen.getByText("It is long, and no part of it follows from another.")).toBeVisible();
  });

  it("ends with a last line, without points", async () => {
    const { onanswer } = play();
    await click("Draw 3 words");
    await click("Done");
    expect(screen.getByText("Long beats odd signs.")).toBeVisible();
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { done: true },
      grade: { numerator: 0, denominator: 0, outcome: "answered", feedback: item.key.after },
    });
    await click("Draw again");
    expect(onanswer).toHaveBeenCalledOnce();
  });

  it("comes back as done, without the password and without sending it again", () => {
    const { onanswer } = play({ response: { done: true }, done: true });
    expect(screen.getByText("Long beats odd signs.")).toBeVisible();
    expect(screen.queryByText("Your practice password")).toBeNull();
    expect(onanswer).not.toHaveBeenCalled();
  });
});

describe("an idea of one's own", () => {
  const SECRET = "Zebra-Sofa-2012";
  const fetching = vi.fn();
  const sent: unknown[] = [];

  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
    vi.stubGlobal("fetch", fetching);
    vi.spyOn(XMLHttpRequest.prototype, "send").mockImplementation((body) => void sent.push(body));
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation((value) => {
      sent.push(value);
      throw new Error("Nothing may be stored.");
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const field = () => screen.getByRole<HTMLInputElement>("textbox", { hidden: true });

  async function typeOwn(): Promise<void> {
    await user.click(screen.getByText("Test an idea of your own"));
    await user.type(field(), SECRET);
  }

  it("is measured, with the reasons", async () => {
    play();
    await user.type(field(), "dragon");
    expect(await screen.findByText(/^Very weak: /)).toBeInTheDocument();
    expect(screen.getByText(/dragon.*is a plain word/)).toBeInTheDocument();
  });

  it("has the warning beside it, and read out with it", () => {
    play();
    const warning = screen.getByText(/^Never type a password that you really use/);
    expect(field()).toHaveAccessibleDescription(warning.textContent ?? "?");
  });

  it("never leaves the page: it is in no draft, no answer, no store and no request", async () => {
    const { ondraft, onanswer } = play();
    await click("Draw 3 words");
    await typeOwn();
    await screen.findAllByText(/strong|weak|Middling/i);
    await click("Done");
    const told = JSON.stringify([ondraft.mock.calls, onanswer.mock.calls, sent]);
    expect(told).not.toContain(SECRET);
    expect(told).not.toContain(made());
    expect(ondraft).not.toHaveBeenCalled();
    expect(fetching).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
    expect(document.cookie).toBe("");
    expect(location.href).not.toContain("Zebra");
  });

  it("gives the browser nothing to remember or to look up", () => {
    play();
    const input = field();
    expect(input).not.toHaveAttribute("name");
    expect(input).not.toHaveAttribute("id");
    expect(input).toHaveAttribute("autocomplete", "off");
    expect(input).toHaveAttribute("spellcheck", "false");
    expect(input.form).toBeNull();
  });

  it("is gone when the page is left, when it is closed and when the question ends", async () => {
    const { unmount } = play();
    await typeOwn();
    expect(field()).toHaveValue(SECRET);
    window.dispatchEvent(new Event("pagehide"));
    await vi.waitFor(() => expect(field()).toHaveValue(""));

    await user.type(field(), SECRET);
    const details = field().closest("details");
    if (details) details.open = false;
    await vi.waitFor(() => expect(field()).toHaveValue(""));

    await user.type(field(), SECRET);
    unmount();
    expect(document.body.innerHTML).not.toContain("Zebra");
    play();
    expect(within(document.body).getByRole("textbox", { hidden: true })).toHaveValue("");
  });
});
