import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { prefersStillness } from "../../../lib/moments";
import type { SortPublic } from "../../../lib/api/types";
import type { Placed } from "../../hand/placed";
import Dash from "./Dash.svelte";

const item: SortPublic = {
  bins: [
    { id: "near", text: "Family", hint: "", picture: null },
    { id: "far", text: "Everyone", hint: "", picture: null },
  ],
  items: [
    { id: "code", text: "My code", picture: null },
    { id: "whale", text: "I like whales", picture: null },
    { id: "address", text: "My address", picture: null },
  ],
  arcade: true,
  circles: false,
};

vi.mock(import("../../../lib/moments"), { spy: true });

const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: false });
});
afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(document, "hidden", { configurable: true, value: false });
});

async function play(placed: Placed = {}, isStill = false) {
  vi.mocked(prefersStillness).mockReturnValue(isStill);
  const onplace = vi.fn();
  const ondone = vi.fn();
  const view = render(Dash, { item, placed, onplace, ondone });
  onplace.mockImplementation((thing: string, bin: string) => {
    const others = Object.entries(placed).filter(([id]) => id !== thing);
    placed = Object.fromEntries(bin ? [...others, [thing, bin]] : others);
    void view.rerender({ placed });
  });
  await vi.advanceTimersByTimeAsync(0);
  return { ...view, onplace, ondone };
}

/** Let so many seconds pass on the screen, frame by frame. */
async function pass(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  flushSync();
}

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const basket = (name: string) => button(new RegExp(`^${name}`));
const press = (name: string) => user.click(button(name));
/** How far the raft has drifted, in per cent. */
const drifted = (container: HTMLElement) =>
  Number(
    /translateY\((.+)%\)/.exec(container.querySelector(".drift")?.getAttribute("style") ?? "")?.[1],
  );
const raft = (container: HTMLElement) => container.querySelector(".raft")?.textContent.trim();

describe("catching", () => {
  it("is done by tapping a basket; the next thing comes and is announced", async () => {
    const { container, onplace } = await play();
    expect(raft(container)).toBe("My code");
    expect(screen.getByText("Here comes: “My code”.")).toBeInTheDocument();
    await user.click(basket("Family"));
    expect(onplace).toHaveBeenCalledExactlyOnceWith("code", "near");
    expect(raft(container)).toBe("I like whales");
    expect(
      screen.getByText("“My code” is in “Family”. Here comes: “I like whales”."),
    ).toBeInTheDocument();
    expect(basket("Family")).toHaveTextContent("1 inside");
    expect(screen.getByText("2 cards left")).toBeVisible();
  });

  it("is done with the number keys", async () => {
    const { onplace } = await play();
    await user.keyboard("2");
    await user.keyboard("1");
    expect(onplace.mock.calls).toEqual([
      ["code", "far"],
      ["whale", "near"],
    ]);
    await user.keyboard("7");
    expect(onplace).toHaveBeenCalledTimes(2);
  });

  it("is done with the arrow keys: they steer, and the arrow down lands", async () => {
    const { container, onplace } = await play();
    await user.keyboard("{ArrowDown}");
    expect(onplace).not.toHaveBeenCalled();
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(screen.getByText("Everyone", { selector: "[aria-live]" })).toBeInTheDocument();
    expect(container.querySelector(".basket--aim")).toBe(basket("Everyone"));
    await user.keyboard("{ArrowDown}");
    expect(onplace).toHaveBeenCalledExactlyOnceWith("code", "far");
    expect(container.querySelector(".basket--aim")).toBeNull();
  });

  it("goes to the left in a language that is written to the left", async () => {
    document.documentElement.dir = "rtl";
    const { container } = await play();
    await user.keyboard("{ArrowLeft}");
    expect(container.querySelector(".basket--aim")).toBe(basket("Family"));
    document.documentElement.dir = "";
  });

  it("keeps a keyboard at its basket, and gives the pause back to whoever points", async () => {
    await play();
    basket("Family").focus();
    await user.keyboard("{Enter}");
    expect(basket("Family")).toHaveFocus();
    await user.click(basket("Everyone"));
    expect(button("Start")).toHaveFocus();
  });

  it("ends when everything is in a basket, not before", async () => {
    const { ondone } = await play({ code: "near" });
    await user.keyboard("1");
    expect(ondone).not.toHaveBeenCalled();
    await user.keyboard("1");
    expect(ondone).toHaveBeenCalledOnce();
  });

  it("may be taken back", async () => {
    const { container, onplace } = await play();
    await user.keyboard("2");
    await press("Take “My code” out again");
    expect(onplace).toHaveBeenLastCalledWith("code", "");
    expect(raft(container)).toBe("My code");
    expect(screen.queryByRole("button", { name: /out again/ })).toBeNull();
  });

  it("goes on from what was caught before", async () => {
    const { container } = await play({ code: "near" });
    expect(raft(container)).toBe("I like whales");
    expect(basket("Family")).toHaveTextContent("1 inside");
  });
});

describe("drifting", () => {
  it("begins when the learner says so", async () => {
    const { container } = await play();
    await pass(30);
    expect(drifted(container)).toBe(0);
    await press("Start");
    await pass(3);
    expect(drifted(container)).toBeGreaterThan(10);
    expect(drifted(container)).toBeLessThan(25);
  });

  it("comes round again when nobody caught it, for ever and at no cost", async () => {
    const { container, onplace, ondone } = await play({ address: "near" });
    await press("Start");
    await pass(20);
    expect(raft(container)).toBe("I like whales");
    await pass(18);
    expect(raft(container)).toBe("My code");
    await pass(180);
    expect(onplace).not.toHaveBeenCalled();
    expect(ondone).not.toHaveBeenCalled();
  });

  it("ends in the basket that it was steered to", async () => {
    const { onplace } = await play();
    await press("Start");
    await user.keyboard("{ArrowLeft}");
    await pass(19);
    expect(onplace).toHaveBeenCalledExactlyOnceWith("code", "far");
  });

  it("goes at three speeds", async () => {
    const { container } = await play();
    await press("Start");
    const speeds: number[] = [];
    for (const name of ["Slow", "Middle", "Quick"]) {
      await user.click(screen.getByRole("radio", { name }));
      const before = drifted(container);
      await pass(1.5);
      speeds.push(drifted(container) - before);
    }
    expect(speeds).toEqual(speeds.toSorted((a, b) => a - b));
    expect(new Set(speeds.map(Math.round)).size).toBe(3);
  });

  it("does not jump after a frame that took long", async () => {
    const { container } = await play();
    const frames: FrameRequestCallback[] = [];
    vi.spyOn(window, "requestAnimationFrame").mockImplementation((frame) => frames.push(frame));
    await press("Start");
    frames.at(-1)?.(1000);
    frames.at(-1)?.(61_000);
    flushSync();
    expect(drifted(container)).toBeLessThan(1);
  });
});

describe("pausing", () => {
  it.each([
    ["the button", () => press("Pause")],
    ["the space bar", () => user.keyboard(" ")],
    ["leaving the window", () => Promise.resolve(window.dispatchEvent(new Event("blur")))],
    [
      "hiding the page",
      () => {
        Object.defineProperty(document, "hidden", { configurable: true, value: true });
        return Promise.resolve(document.dispatchEvent(new Event("visibilitychange")));
      },
    ],
  ])("is done by %s, and holds until the learner goes on", async (_by, pause) => {
    const { container, onplace } = await play();
    await press("Start");
    await pass(2);
    await pause();
    await pass(0.1);
    const at = drifted(container);
    expect(screen.getByText("Paused", { selector: ".sea__paused" })).toBeVisible();
    await pass(60);
    expect(drifted(container)).toBe(at);
    await user.keyboard("1");
    expect(onplace).toHaveBeenCalledOnce();
    await press("Go on");
    await pass(2);
    expect(drifted(container)).toBeGreaterThan(0);
  });
});

describe("for whoever asked for less motion", () => {
  it("waits, one thing at a time, and has no speeds to choose", async () => {
    const { container, onplace, ondone } = await play({}, true);
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.queryByRole("button", { name: "Start" })).toBeNull();
    await pass(120);
    expect(drifted(container)).toBe(0);
    expect(raft(container)).toBe("My code");
    await user.keyboard("{ArrowRight}");
    expect(container.querySelector(".lane")).toHaveStyle({ transform: "translateX(0%)" });
    await user.keyboard("{ArrowDown}12");
    expect(onplace).toHaveBeenCalledTimes(3);
    expect(ondone).toHaveBeenCalledOnce();
  });

  it("is a speed that anybody may choose", async () => {
    const { container } = await play();
    await user.click(screen.getByRole("radio", { name: "One at a time, waits for me" }));
    await pass(60);
    expect(drifted(container)).toBe(0);
    expect(screen.queryByRole("button", { name: "Start" })).toBeNull();
  });
});
