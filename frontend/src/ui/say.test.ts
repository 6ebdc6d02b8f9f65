import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keep } from "../lib/comfort";
import { recall } from "../lib/device/choices";
import { english, giveVoices, reach } from "../test/voice";
import Listen from "./Listen.svelte";

const page = () => {
  document.body.innerHTML = `<article><h2>Noor and the net</h2><p>Noor finds a <b>net</b>.</p>
    <p class="visually-hidden">Page 1</p><button>Yes</button></article>`;
  return document.querySelector("article")!;
};

const button = () => screen.findByRole("button", { name: "Listen" });
const saying = () => document.querySelector("[data-saying]")?.textContent;

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.useRealTimers();
  cleanup();
  vi.unstubAllGlobals();
});

describe("the button that reads aloud", () => {
  it("reads what stands on the page, block by block, and shows where it is", async () => {
    const { spoken } = giveVoices([english]);
    render(Listen, { band: "8-10", within: page() });
    await userEvent.click(await button());
    expect(spoken.map(({ text }) => text)).toEqual([
      "Noor and the net",
      "Noor finds a net.",
      "Yes",
    ]);
    expect(spoken[0]).toMatchObject({ lang: "en", rate: 1, voice: { name: "Reef" } });

    spoken[1]?.dispatchEvent(new Event("start"));
    expect(saying()).toBe("Noor finds a net.");
    spoken[2]?.dispatchEvent(new Event("end"));
    await waitFor(async () => expect(await button()).toHaveAttribute("aria-pressed", "false"));
    expect(saying()).toBeUndefined();
  });

  it("marks the word that is being said, wherever its letters stand", async () => {
    const marks = new Map<string, { range: Range }>();
    vi.stubGlobal("CSS", { ...CSS, highlights: marks, escape: (text: string) => text });
    vi.stubGlobal(
      "Highlight",
      class {
        constructor(readonly range: Range) {}
      },
    );
    const { spoken } = giveVoices([english]);
    render(Listen, { band: "8-10", within: page() });
    await userEvent.click(await button());
    spoken[1]?.dispatchEvent(new Event("start"));
    reach(spoken[1], 5);
    expect(marks.get("say")?.range.toString()).toBe("finds");
    reach(spoken[1], 13);
    expect(marks.get("say")?.range.toString()).toBe("net");
    spoken[1]?.dispatchEvent(new Event("error"));
    expect(marks.size).toBe(0);
  });

  it("stops, and begins again from the first word", async () => {
    const { spoken, cancel } = giveVoices([english]);
    render(Listen, { band: "8-10", within: page(), lines: ["Hello", " ", "Who is it?"] });
    await userEvent.click(await button());
    expect(await button()).toHaveAttribute("aria-pressed", "true");
    cancel.mockClear();
    await userEvent.click(await button());
    expect(cancel).toHaveBeenCalledOnce();
    expect(await button()).toHaveAttribute("aria-pressed", "false");
    await userEvent.click(await button());
    expect(spoken.map(({ text }) => text)).toEqual(["Hello", "Who is it?", "Hello", "Who is it?"]);
  });

  it("reads at the chosen pace", async () => {
    const { spoken } = giveVoices([english]);
    keep("speed", "0.8");
    render(Listen, { band: "8-10", within: page(), lines: ["Hello"] });
    await userEvent.click(await button());
    expect(spoken[0]?.rate).toBe(0.8);
  });

  it("is not there for those who read well, unless they switch it on", async () => {
    const { spoken } = giveVoices([english]);
    render(Listen, { band: "14-17", within: page(), lines: ["Hello"] });
    await tick();
    expect(screen.queryByRole("button", { name: "Listen" })).toBeNull();
    keep("say", "on");
    expect(await button()).toBeVisible();
    await waitFor(() => expect(spoken.map(({ text }) => text)).toEqual(["Hello"]));
  });
});

describe("for the youngest", () => {
  it("reads by itself, and then only what is new", async () => {
    const { spoken } = giveVoices([english]);
    const view = render(Listen, { band: "5-7", within: page(), lines: ["Who?", "Mum", "Dad"] });
    await waitFor(() => expect(spoken.map(({ text }) => text)).toEqual(["Who?", "Mum", "Dad"]));
    spoken.length = 0;
    await view.rerender({ lines: ["Who?", "Mum", "Dad", "That is right!"] });
    await waitFor(() => expect(spoken.map(({ text }) => text)).toEqual(["That is right!"]));
    spoken.length = 0;
    await view.rerender({ lines: ["Who?", "Mum", "Dad"] });
    await view.rerender({ lines: ["Who?", "Mum", "Dad", "That is right!"] });
    await waitFor(() => expect(spoken.map(({ text }) => text)).toEqual(["That is right!"]));
  });

  it("waits for the first tap on the page", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
    const activation = { hasBeenActive: false };
    vi.stubGlobal(
      "navigator",
      Object.assign(Object.create(navigator), { userActivation: activation }),
    );
    const { spoken } = giveVoices([english]);
    render(Listen, { band: "5-7", within: page(), lines: ["Who?"] });
    await button();
    vi.advanceTimersByTime(1000);
    expect(spoken).toEqual([]);
    screen.getByRole("heading").click();
    await waitFor(() => expect(spoken).toHaveLength(1));
  });

  it("leaves to a recording what it says", async () => {
    const { spoken } = giveVoices([english]);
    const within = page();
    within.insertAdjacentHTML("beforeend", `<audio class="recording"></audio>`);
    const view = render(Listen, { band: "5-7", within, lines: ["Who?"] });
    await button();
    await view.rerender({ lines: ["Who?", "That is right!"] });
    await waitFor(() => expect(spoken.map(({ text }) => text)).toEqual(["That is right!"]));
  });

  it("is quiet when it was switched off", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
    const { spoken } = giveVoices([english]);
    keep("say", "off");
    render(Listen, { band: "5-7", within: page(), lines: ["Who?"] });
    await button();
    vi.advanceTimersByTime(1000);
    expect(spoken).toEqual([]);
  });
});

describe("a device without a voice for the language", () => {
  it("says so once, and offers no button", async () => {
    giveVoices([{ name: "Corail", lang: "fr-FR", localService: true }]);
    const view = render(Listen, { band: "5-7", within: page(), lines: ["Who?"] });
    expect(await screen.findByRole("status")).toHaveTextContent("no voice for this language");
    expect(screen.queryByRole("button", { name: "Listen" })).toBeNull();
    expect(recall("voiceless")).toBe("en");
    view.unmount();
    render(Listen, { band: "5-7", within: page(), lines: ["Who?"] });
    await tick();
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("does not take a voice that would send the words away", async () => {
    giveVoices([{ name: "Cloud", lang: "en-US", localService: false }]);
    render(Listen, { band: "5-7", within: page(), lines: ["Who?"] });
    expect(await screen.findByRole("status")).toBeVisible();
  });
});
