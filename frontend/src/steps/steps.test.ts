import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { StepOf } from "../lib/api/types";
import { rehearseStep } from "../test/payload";
import RehearseStep from "./RehearseStep.svelte";
import RevealStep from "./RevealStep.svelte";
import TextStep from "./TextStep.svelte";
import VideoStep from "./VideoStep.svelte";

const user = userEvent.setup();
const common = { id: "s", title: "", audio: null };

describe("a rehearsal", () => {
  it("builds a sentence from tiles, in the order they are tapped", async () => {
    const ondone = vi.fn();
    render(RehearseStep, { step: rehearseStep as StepOf<"rehearse">, ondone });
    expect(screen.getByText(/Tap the words/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "that happened online?" }));
    expect(ondone).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Can I tell you something" }));
    const sentence = screen.getByRole("list", { name: "My sentence" });
    expect(sentence).toHaveTextContent(/that happened online\?\s*Can I tell you something/);
  });

  it("takes a tile back, and the focus goes with it", async () => {
    render(RehearseStep, { step: rehearseStep as StepOf<"rehearse">, ondone: vi.fn() });
    await user.tab();
    await user.keyboard("{Enter}");
    const taken = screen.getByRole("button", { name: "Put back: Can I tell you something" });
    expect(taken).toHaveFocus();
    await user.keyboard(" ");
    expect(screen.getByRole("button", { name: "Can I tell you something" })).toHaveFocus();
  });
});

describe("a reveal", () => {
  const step: StepOf<"reveal"> = {
    ...common,
    type: "reveal",
    intro: "Which were signs?",
    cards: [
      { id: "a", text: "Our secret!", sign: true, why: "A secret keeps others away." },
      { id: "b", text: "Good game!", sign: false, why: "Only kind." },
    ],
    lines: [{ id: "l", text: "It is never the child's fault." }],
  };

  it("says of every message whether it was a sign, and why", async () => {
    const ondone = vi.fn();
    render(RevealStep, { step, done: false, ondone });
    await user.click(screen.getByRole("button", { name: "Good game!" }));
    expect(screen.getByText("Not a warning sign")).toBeVisible();
    expect(screen.getByText("Only kind.")).toBeVisible();
    expect(ondone).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Our secret!" }));
    expect(screen.getByText("A secret keeps others away.")).toBeVisible();
    expect(screen.getByText("It is never the child's fault.")).toBeVisible();
    expect(ondone).toHaveBeenCalled();
  });

  it("keeps nobody who wants to see it all", async () => {
    const ondone = vi.fn();
    render(RevealStep, { step, done: false, ondone });
    await user.click(screen.getByRole("button", { name: "Show me all" }));
    expect(screen.getByText("Warning signs found: 1 of 1")).toHaveFocus();
    expect(ondone).toHaveBeenCalledOnce();
  });

  it("shows everything when it was done before", () => {
    render(RevealStep, { step, done: true, ondone: vi.fn() });
    expect(screen.getByText("A secret keeps others away.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Show me all" })).toBeNull();
  });
});

it("keeps the author's emphasis in a text", () => {
  render(TextStep, { step: { ...common, type: "text", body: "<p>Light <b>helps</b></p>" } });
  expect(screen.getByText("helps").tagName).toBe("B");
});

it("shows a video with captions and its words to read, and loads nothing by itself", () => {
  const step: StepOf<"video"> = {
    ...common,
    type: "video",
    src: "/media/a.mp4",
    media: "video/mp4",
    captions: "/media/a.vtt",
    poster: null,
    transcript: "Hello.\nGoodbye.",
  };
  const { container } = render(VideoStep, { step });
  expect(container.querySelector("video")).toHaveAttribute("preload", "none");
  expect(container.querySelector("track")).toHaveAttribute("src", "/media/a.vtt");
  expect(screen.getByText("Goodbye.")).toBeInTheDocument();
});
