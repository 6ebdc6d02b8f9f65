import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { CheckItemOf, HotspotPart, ItemOf, PracticeItemOf } from "../../lib/api/types";
import type { Saved } from "../contract";
import Player from "./Player.svelte";

const user = userEvent.setup();

const part = (
  id: string,
  role: HotspotPart["role"],
  text: string,
  more: Partial<HotspotPart> = {},
): HotspotPart => ({ id, role, text, picture: null, box: null, spot: true, ...more });

const practice: PracticeItemOf<"hotspot"> = {
  id: "h",
  kind: "hotspot",
  purpose: "practice",
  form: "",
  prompt: "Where are the tricks?",
  picture: null,
  look: "mail",
  parts: [
    part("from", "address", "gift@pear1.example"),
    part("hello", "text", "Dear Sam,", { spot: false }),
    part("news", "text", "The summer starts."),
    part("button", "button", "Enter my password"),
    part("offer", "offer", "Only today!"),
  ],
  key: {
    spots: {
      from: { trick: true, feedback: "A one for an l." },
      news: { trick: false, feedback: "It is only news." },
      button: { trick: true, feedback: "Nobody needs it." },
      offer: { trick: true, feedback: "It hurries Sam." },
    },
    right: "You found all three.",
    wrong: "What does it want?",
  },
};

const picture = { src: "/street.svg", srcset: "", width: 4, height: 3, alt: "A girl at a door" };
const scene: PracticeItemOf<"hotspot"> = {
  ...practice,
  picture,
  look: "picture",
  parts: [
    part("badge", "text", "Badge", { box: { x: 10, y: 20, width: 30, height: 25 } }),
    part("tree", "text", "Tree", { box: { x: 60, y: 0, width: 20, height: 90 } }),
    part("door", "text", "House number"),
  ],
  key: {
    spots: {
      badge: { trick: true, feedback: "It names the school." },
      tree: { trick: false, feedback: "Trees are everywhere." },
      door: { trick: true, feedback: "It says where she lives." },
    },
    right: "",
    wrong: "",
  },
};

const check: CheckItemOf<"hotspot"> = { ...practice, purpose: "check", form: "A", key: undefined };

function play(item: ItemOf<"hotspot">, saved: Saved<"hotspot"> | null = null) {
  const ondraft = vi.fn();
  const onanswer = vi.fn();
  const { container } = render(Player, { item, saved, band: "8-10", ondraft, onanswer });
  return { ondraft, onanswer, container };
}

const spot = (name: RegExp) => screen.getByRole("button", { name });
const commit = () => screen.getByRole("button", { name: /my answer/ });
const verdict = () => screen.getByRole("group", { name: "How it went" });

describe("a practice screen", () => {
  it("is a list in reading order, each spot a button that says what it is", () => {
    play(practice);
    const mail = screen.getByRole("group", { name: "An e-mail" });
    const lines = within(mail)
      .getAllByRole("listitem")
      .map((line) => line.textContent.trim());
    expect(lines).toEqual([
      expect.stringMatching(/^Address:\s*gift@pear1\.example$/),
      "Dear Sam,",
      "The summer starts.",
      expect.stringMatching(/^Button:\s*Enter my password$/),
      expect.stringMatching(/^Offer:\s*Only today!$/),
    ]);
    expect(within(mail).getAllByRole("button", { pressed: false })).toHaveLength(4);
    expect(spot(/^Address:\s*gift@pear1\.example$/)).toBeVisible();
    expect(commit()).toBeDisabled();
  });

  it("is played with the keyboard alone", async () => {
    const { ondraft, onanswer } = play(practice);
    await user.tab();
    expect(spot(/Address/)).toHaveFocus();
    await user.keyboard(" ");
    expect(spot(/Address/)).toHaveAttribute("aria-pressed", "true");
    expect(spot(/Address/)).toHaveTextContent("Picked");
    expect(ondraft).toHaveBeenLastCalledWith({ spots: ["from"] });
    await user.tab();
    await user.tab();
    await user.keyboard("{Enter}");
    await user.tab();
    await user.keyboard("{Enter}");
    await user.tab();
    await user.keyboard("{Enter}");
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { spots: ["from", "button", "offer"] },
      grade: expect.objectContaining({ numerator: 3, denominator: 3, outcome: "correct" }),
    });
    expect(verdict()).toHaveFocus();
    expect(verdict()).toHaveTextContent("You found all three.");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("says hits and false alarms in words, and gives nothing else away", async () => {
    play(practice);
    await user.click(spot(/Address/));
    await user.click(spot(/summer/));
    await user.click(commit());
    const mail = screen.getByRole("group", { name: "An e-mail" });
    expect(within(mail).getAllByText("A clue")).toHaveLength(1);
    expect(within(mail).getAllByText("Harmless")).toHaveLength(1);
    const found = screen.getByRole("list", { name: "What you picked" });
    expect(found).toHaveTextContent("A one for an l.");
    expect(found).toHaveTextContent("It is only news.");
    expect(screen.getByText("Still to be found: 2")).toBeVisible();
    expect(screen.queryByText("It hurries Sam.")).toBeNull();
  });

  it("keeps what was found when it is tried again", async () => {
    const { ondraft, onanswer } = play(practice);
    await user.click(spot(/Address/));
    await user.click(spot(/summer/));
    await user.click(commit());
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(ondraft).toHaveBeenLastCalledWith({ spots: ["from"] });
    expect(screen.queryByRole("button", { name: /Address/ })).toBeNull();
    expect(screen.getByText("A clue")).toBeVisible();
    expect(spot(/summer/)).toHaveFocus();
    await user.click(spot(/password/));
    await user.click(spot(/today/));
    await user.click(commit());
    expect(onanswer).toHaveBeenLastCalledWith({
      response: { spots: ["from", "button", "offer"] },
      grade: expect.objectContaining({ outcome: "correct" }),
    });
  });

  it.each(["message", "profile", "shop", "lobby"] as const)("is drawn as a %s, too", (look) => {
    play({ ...practice, look });
    expect(screen.getAllByRole("button", { pressed: false })).toHaveLength(4);
  });

  it("shows the pictures of its parts, whose words stand beside them", () => {
    const { container } = play({
      ...practice,
      parts: [
        part("photo", "photo", "A parcel", { picture }),
        part("face", "avatar", "", { spot: false, picture }),
      ],
    });
    expect(screen.getByRole("button", { name: /Photo:\s*A parcel/ })).toBeVisible();
    expect(container.querySelectorAll("img[alt='']")).toHaveLength(1);
    expect(screen.getByRole("img", { name: "A girl at a door" })).toBeVisible();
  });
});

describe("a practice picture", () => {
  const places = () => screen.getByRole("list", { name: "Places in the picture" });
  const overIt = (container: HTMLElement) =>
    container.querySelectorAll<HTMLButtonElement>("[aria-hidden='true'] button");

  it("has its places as a numbered list of buttons, and the picture once", () => {
    play(scene);
    expect(screen.getAllByRole("img", { name: "A girl at a door" })).toHaveLength(1);
    const lines = within(places())
      .getAllByRole("button", { pressed: false })
      .map((button) => button.textContent.replace(/\s+/g, " ").trim());
    expect(lines).toEqual(["1 Badge", "2 Tree", "3 House number"]);
  });

  it("has a button over each place, in per cent, out of the way of the keyboard", async () => {
    const { container, ondraft } = play(scene);
    const [badge, tree, ...others] = overIt(container);
    expect(others).toEqual([]);
    expect(badge?.style.getPropertyValue("inset-inline-start")).toBe("10%");
    expect(badge?.style.getPropertyValue("block-size")).toBe("25%");
    expect(badge).toHaveAttribute("tabindex", "-1");
    await user.click(tree as HTMLElement);
    expect(ondraft).toHaveBeenLastCalledWith({ spots: ["tree"] });
    expect(within(places()).getByRole("button", { pressed: true })).toHaveTextContent("Tree");
    expect(document.body).toHaveFocus();
  });

  it("tells what was found, there and in the list", async () => {
    const { container } = play(scene);
    await user.click(spot(/Badge/));
    await user.click(commit());
    expect(within(places()).getByText("A clue")).toBeVisible();
    expect(overIt(container)[0]).toBeDisabled();
    expect(overIt(container)[1]).toBeEnabled();
    expect(screen.queryByText("It says where she lives.")).toBeNull();
  });

  it("can be played without its picture", () => {
    const { container } = play({ ...scene, picture: null });
    expect(within(places()).getAllByRole("button")).toHaveLength(3);
    expect(overIt(container)).toHaveLength(0);
  });
});

describe("a check", () => {
  it("keeps the answer without a verdict", async () => {
    const { onanswer } = play(check);
    await user.click(spot(/summer/));
    await user.click(screen.getByRole("button", { name: "Save my answer" }));
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({
      response: { spots: ["news"] },
      grade: null,
    });
    expect(screen.queryByRole("group", { name: "How it went" })).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByText("Picked")).toBeVisible();
    expect(screen.queryByText("Harmless")).toBeNull();
    expect(screen.getByRole("group", { name: "Where are the tricks?" })).toHaveFocus();
  });
});

describe("a screen brought back", () => {
  it("shows a draft as it was", () => {
    play(practice, { response: { spots: ["offer"] }, done: false });
    expect(spot(/today/)).toHaveAttribute("aria-pressed", "true");
    expect(commit()).toBeEnabled();
  });

  it("shows an answer with its verdict, silently and without sending it again", () => {
    const saved = { response: { spots: ["from", "button", "offer"] }, done: true };
    const { onanswer } = play(practice, saved);
    expect(screen.getByText("That is right!")).toBeVisible();
    expect(document.body).toHaveFocus();
    expect(onanswer).not.toHaveBeenCalled();
  });

  it("starts anew when its spots are gone", () => {
    play(practice, { response: { spots: ["gone", "hello"] }, done: true });
    expect(commit()).toBeDisabled();
  });
});
