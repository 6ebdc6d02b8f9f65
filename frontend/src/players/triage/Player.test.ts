import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CheckItemOf, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const message = (id: string, sender: string, text: string) => ({
  id,
  sender,
  subject: `About ${id}`,
  text,
  picture: null,
});

const practice: PracticeItemOf<"triage"> = {
  id: "q",
  kind: "triage",
  purpose: "practice",
  form: "",
  prompt: "What is best to do with each?",
  picture: null,
  messages: [
    message("coach", "Coach Huda", "We swim on Tuesday."),
    message("prize", "Prize Team", "Send your password!"),
    message("noor", "Noor", "May I show our picture?"),
  ],
  key: {
    messages: {
      coach: { actions: ["keep"], genuine: true, feedback: "Sam knows the coach." },
      prize: { actions: ["report"], genuine: false, feedback: "It hurries Sam." },
      noor: { actions: ["keep", "ask"], genuine: true, feedback: "" },
    },
    alarm: "One that you reported is genuine.",
    right: "The inbox is in order.",
    wrong: "Look once more.",
  },
};

const check: CheckItemOf<"triage"> = { ...practice, purpose: "check", form: "A", key: undefined };

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});

function play(item: ItemOf<"triage">, saved: Saved<"triage"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const { container } = render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  const announced = () => container.querySelector("[aria-live]")?.textContent ?? "";
  return { ondraft, onanswer, announced };
}

const line = (sender: string) => screen.getByRole("button", { name: new RegExp(sender) });
const action = (name: string) => screen.getByRole("radio", { name });
const next = () => screen.queryByRole("button", { name: "Next message" });
const commit = () => screen.queryByRole("button", { name: /my answer/ });

/** Decide about the messages in their order, going on with the button. */
async function decide(...names: string[]) {
  for (const name of names) {
    await user.click(action(name));
    const button = next();
    if (button) await user.click(button);
  }
}

describe("an inbox", () => {
  it("lists the messages and has the first one open", () => {
    play(practice);
    const list = screen.getByRole("list", { name: "Inbox" });
    expect(within(list).getAllByRole("button", { name: /Not decided yet/ })).toHaveLength(3);
    expect(line("Coach Huda")).toHaveAttribute("aria-expanded", "true");
    expect(screen.getByText("We swim on Tuesday.")).toBeVisible();
    expect(screen.queryByText("Send your password!")).toBeNull();
    expect(screen.getByText("0 of 3 decided")).toBeVisible();
    expect(commit()).toBeNull();
  });

  it("opens one message at a time, and closes it again", async () => {
    play(practice);
    await user.click(line("Prize Team"));
    expect(screen.getByText("Send your password!")).toBeVisible();
    expect(screen.queryByText("We swim on Tuesday.")).toBeNull();
    await user.click(line("Prize Team"));
    expect(screen.queryByText("Send your password!")).toBeNull();
    expect(line("Prize Team")).toHaveAttribute("aria-expanded", "false");
  });

  it("writes the decision on the line, says how far it is, and keeps it changeable", async () => {
    const { ondraft, announced } = play(practice);
    await user.click(action("Report it"));
    expect(line("Coach Huda")).toHaveTextContent("Report it");
    expect(screen.getByText("1 of 3 decided")).toBeVisible();
    expect(announced()).toBe("Coach Huda: Report it. 1 of 3 decided.");
    await user.click(action("Keep it"));
    expect(line("Coach Huda")).toHaveTextContent("Keep it");
    expect(ondraft).toHaveBeenLastCalledWith({ actions: { coach: "keep" } });
    expect(screen.getByText("1 of 3 decided")).toBeVisible();
  });

  it("is played with the keyboard alone", async () => {
    const { onanswer } = play(practice);
    await user.tab();
    expect(line("Coach Huda")).toHaveFocus();
    await user.tab();
    expect(action("Keep it")).toHaveFocus();
    await user.keyboard(" ");
    await user.tab();
    expect(next()).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(line("Prize Team")).toHaveFocus();
    await user.tab();
    await user.keyboard(" {ArrowDown}");
    expect(action("Report it")).toBeChecked();
    await user.tab();
    await user.keyboard("{Enter}");
    expect(line("Noor")).toHaveFocus();
    await user.tab();
    await user.keyboard(" ");
    expect(next()).toBeNull();
    expect(screen.getByText(/All messages are decided/)).toBeVisible();
    await user.tab();
    expect(commit()).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { actions: { coach: "keep", prize: "report", noor: "keep" } },
      grade: expect.objectContaining({ numerator: 3, denominator: 3, outcome: "correct" }),
    });
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveFocus();
    expect(verdict).toHaveTextContent("The inbox is in order.");
    expect(verdict).not.toHaveTextContent("genuine");
    expect(screen.getAllByText("Well decided")).toHaveLength(3);
  });

  it("reports a false alarm, says why, and takes another try at it alone", async () => {
    const { onanswer, ondraft } = play(practice);
    await decide("Report it", "Report it", "Ask someone");
    await user.click(commit()!);
    const verdict = screen.getByRole("group", { name: "How it went" });
    expect(verdict).toHaveTextContent("One that you reported is genuine.");
    expect(verdict).toHaveTextContent("Look once more.");
    expect(line("Coach Huda")).toHaveAttribute("aria-expanded", "true");
    expect(line("Coach Huda")).toHaveTextContent("Look again");
    expect(screen.getByText("This one is genuine")).toBeVisible();
    expect(screen.getByText("Sam knows the coach.")).toBeVisible();
    expect(action("Keep it")).toBeDisabled();

    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ actions: { prize: "report", noor: "ask" } });
    expect(line("Coach Huda")).toHaveFocus();
    expect(line("Coach Huda")).toHaveTextContent("Not decided yet");
    expect(line("Prize Team")).toHaveTextContent("Well decided");
    await user.click(line("Noor"));
    await user.click(action("Keep it"));
    expect(line("Noor")).not.toHaveTextContent("Well decided");
    await user.click(line("Coach Huda"));
    await user.click(action("Keep it"));
    await user.click(commit()!);
    expect(onanswer).toHaveBeenCalledTimes(2);
    expect(screen.getByText("That is right!")).toBeVisible();
  });

  it("says that a reported message is genuine where the author wrote no line for it", async () => {
    play({ ...practice, key: { ...practice.key, alarm: "" } });
    await decide("Report it", "Report it", "Keep it");
    await user.click(commit()!);
    expect(screen.getByText("A genuine message was reported.")).toBeVisible();
  });

  it("calls a kept trick no false alarm", async () => {
    play(practice);
    await decide("Keep it", "Keep it", "Keep it");
    await user.click(commit()!);
    expect(screen.getByText("It hurries Sam.")).toBeVisible();
    expect(screen.queryByText(/genuine/)).toBeNull();
  });
});

describe("a check", () => {
  it("keeps the decisions without a verdict", async () => {
    const { onanswer } = play(check);
    await decide("Report it", "Report it", "Keep it");
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { actions: { coach: "report", prize: "report", noor: "keep" } },
      grade: null,
    });
    expect(screen.queryByRole("group", { name: "How it went" })).toBeNull();
    expect(screen.queryByText("Look again")).toBeNull();
    expect(screen.getByRole("group", { name: practice.prompt })).toHaveFocus();
    await user.click(line("Noor"));
    expect(action("Keep it")).toBeChecked();
    expect(action("Report it")).toBeDisabled();
    expect(next()).toBeNull();
  });
});

describe("an inbox brought back", () => {
  it("goes on at the first message without a decision", () => {
    play(practice, { response: { actions: { coach: "keep" } }, done: false });
    expect(line("Coach Huda")).toHaveTextContent("Keep it");
    expect(line("Prize Team")).toHaveAttribute("aria-expanded", "true");
    expect(screen.getByText("1 of 3 decided")).toBeVisible();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const actions = { coach: "report", prize: "report", noor: "keep" };
    const { onanswer } = play(practice, { response: { actions }, done: true });
    expect(screen.getByText("Partly right")).toBeVisible();
    expect(screen.getByText("Sam knows the coach.")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("goes on where an edit added a message", () => {
    const actions = { coach: "report", gone: "keep" };
    play(practice, { response: { actions }, done: true });
    expect(screen.getByText("1 of 3 decided")).toBeVisible();
    expect(action("Keep it")).toBeEnabled();
  });
});
