import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import Say from "./Say.svelte";

class Utterance extends EventTarget {
  lang = "";
  rate = 1;
  constructor(readonly text: string) {
    super();
  }
}

afterEach(() => vi.unstubAllGlobals());

it("is not there without a voice", () => {
  render(Say, { words: ["Hello"] });
  expect(screen.queryByRole("button")).toBeNull();
});

it("reads one line after another, and stops", async () => {
  const spoken: Utterance[] = [];
  const cancel = vi.fn();
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  vi.stubGlobal("speechSynthesis", {
    cancel,
    getVoices: () => [],
    speak: (utterance: Utterance) => spoken.push(utterance),
  });
  render(Say, { words: ["Hello", " ", "Who is it?"] });
  const button = screen.getByRole("button", { name: "Listen" });

  await userEvent.click(button);
  expect(spoken.map(({ text, lang }) => [text, lang])).toEqual([
    ["Hello", "en"],
    ["Who is it?", "en"],
  ]);
  expect(button).toHaveAttribute("aria-pressed", "true");

  spoken[1]?.dispatchEvent(new Event("end"));
  await vi.waitFor(() => expect(button).toHaveAttribute("aria-pressed", "false"));
  await userEvent.click(button);
  await userEvent.click(button);
  expect(cancel).toHaveBeenCalledTimes(3);
  expect(button).toHaveAttribute("aria-pressed", "false");
});
