import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const item: PracticeItemOf<"poster"> = {
  id: "q",
  kind: "poster",
  purpose: "practice",
  form: "",
  prompt: "Make a poster.",
  picture: null,
  phrases: [
    { id: "ask", text: "Ask first" },
    { id: "tell", text: "Tell someone" },
    { id: "no", text: "Say no" },
    { id: "kind", text: "Be kind" },
  ],
  stickers: ["star", "poster-heart"],
  key: { after: "Hang it up." },
};

function play(saved: Saved<"poster"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const props = { item, saved, band: "8-10" as const, ondraft, onanswer };
  const { container } = render(Player, props);
  return { ondraft, onanswer, container };
}

const poster = () => screen.getByRole("group", { name: "Your poster" });
const pieces = () => within(poster()).queryAllByRole("button");
const piece = (name: string) => within(poster()).getByRole("button", { name });
const store = (name: string) => {
  const found = screen.getAllByRole("button", { name }).find((one) => !poster().contains(one));
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
const put = (name: string) => user.click(store(name));
const placeOf = (name: string) => piece(name).querySelector("g")?.getAttribute("transform");

describe("making a poster", () => {
  it("puts phrases and stickers on, and each may be told apart", async () => {
    play();
    expect(screen.queryByRole("button", { name: "Done" })).toBeNull();
    await put("Ask first");
    await put("Star");
    await put("Star");
    expect(pieces()).toHaveLength(3);
    expect(piece("Ask first")).toHaveTextContent("Ask first");
    expect(store("Ask first")).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByText("“Star” is on the poster.")).toBeInTheDocument();
  });

  it("takes three phrases; a fourth has to wait, and says so", async () => {
    play();
    for (const { text } of item.phrases) await put(text);
    expect(pieces()).toHaveLength(3);
    expect(store("Be kind")).toHaveAttribute("aria-disabled", "true");
    expect(screen.getByText("The poster is full. Take something off first.")).toBeInTheDocument();
    await put("Ask first");
    await put("Be kind");
    expect(pieces().map((one) => one.getAttribute("aria-label"))).toEqual([
      "Tell someone",
      "Say no",
      "Be kind",
    ]);
  });

  it("changes the background", async () => {
    const { container } = play();
    const before = container.querySelector(".page path")?.getAttribute("fill");
    await user.click(screen.getByRole("radio", { name: "Night" }));
    expect(container.querySelector(".page path")?.getAttribute("fill")).not.toBe(before);
  });
});

describe("arranging", () => {
  it("moves a piece with the arrow keys and says where it is", async () => {
    play();
    await put("Star");
    piece("Star").focus();
    expect(placeOf("Star")).toBe("translate(72 128)");
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(placeOf("Star")).toBe("translate(82 138)");
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(placeOf("Star")).toBe("translate(80 138)");
    expect(screen.getByText("Star: 27 % from the left, 35 % from the top.")).toBeInTheDocument();
    expect(piece("Star")).toHaveFocus();
  });

  it("sizes it with + and −, on the keyboard and as buttons", async () => {
    play();
    await put("Star");
    piece("Star").focus();
    await user.keyboard("+");
    expect(screen.getByText("Star: 120 % of its first size.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Smaller" }));
    expect(screen.getByText("Star: 100 % of its first size.")).toBeInTheDocument();
  });

  it("sends the chosen piece where a tap says, and drags it", async () => {
    const { container } = play();
    await put("Star");
    const page = container.querySelector(".page");
    if (!page) throw new Error("There is no page.");
    page.setPointerCapture = vi.fn();
    const pointer = (target: Element, type: string, clientX: number, clientY: number) => {
      const init = { bubbles: true, button: 0, clientX, clientY };
      target.dispatchEvent(Object.assign(new MouseEvent(type, init), { pointerId: 1 }));
    };
    pointer(page, "pointerdown", 200, 300);
    pointer(page, "pointerup", 200, 300);
    await vi.waitFor(() => expect(placeOf("Star")).toBe("translate(200 300)"));
    pointer(piece("Star"), "pointerdown", 205, 305);
    pointer(page, "pointermove", 105, 205);
    pointer(page, "pointerup", 105, 205);
    await vi.waitFor(() => expect(placeOf("Star")).toBe("translate(100 200)"));
  });

  it("takes a piece off, and the focus goes to one that is left", async () => {
    play();
    await put("Star");
    await put("Heart");
    piece("Heart").focus();
    await user.keyboard("{Delete}");
    expect(pieces()).toHaveLength(1);
    expect(piece("Star")).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Take off" }));
    expect(store("Ask first")).toHaveFocus();
    expect(screen.queryByRole("button", { name: "Done" })).toBeNull();
  });

  it("lets go of a piece with Escape", async () => {
    play();
    await put("Star");
    expect(screen.getByRole("button", { name: "Bigger" })).toBeVisible();
    piece("Star").focus();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("button", { name: "Bigger" })).toBeNull();
  });

  it("brings one to the front", async () => {
    play();
    await put("Star");
    await put("Heart");
    piece("Star").focus();
    await user.click(screen.getByRole("button", { name: "To the front" }));
    expect(pieces().map((one) => one.getAttribute("aria-label"))).toEqual(["Heart", "Star"]);
  });
});

describe("what is told of it", () => {
  it("is that it was made, and nothing else", async () => {
    const { ondraft, onanswer } = play();
    await put("Ask first");
    await put("Star");
    await user.click(screen.getByRole("button", { name: "Done" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { done: true },
      grade: { numerator: 0, denominator: 0, outcome: "answered", feedback: "Hang it up." },
    });
    expect(ondraft).not.toHaveBeenCalled();
    expect(pieces()).toHaveLength(2);
  });

  it("is shown again as done, without the poster", () => {
    const { onanswer } = play({ response: { done: true }, done: true });
    expect(screen.getByText("Hang it up.")).toBeVisible();
    expect(pieces()).toHaveLength(0);
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("says so when it cannot be saved here", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
    play();
    await put("Star");
    await user.click(screen.getByRole("button", { name: "Save as a picture" }));
    expect(await screen.findByText(/^That did not work here/)).toBeVisible();
    vi.unstubAllGlobals();
  });
});
