import { afterEach, describe, expect, it } from "vitest";
import { step } from "./steps";

/** A board of two rows of three. */
function board(direction: "ltr" | "rtl"): HTMLElement {
  document.body.innerHTML = `<div dir="${direction}"><ul>${"<button data-card></button>".repeat(6)}</ul></div>`;
  document.querySelectorAll("button").forEach((card, index) => {
    card.textContent = String(index);
    card.getBoundingClientRect = () => new DOMRect(0, index < 3 ? 0 : 100, 1, 1);
  });
  return document.querySelector("ul") as HTMLElement;
}

function from(at: number, key: string, direction: "ltr" | "rtl" = "ltr"): string | undefined {
  const element = board(direction);
  element.querySelectorAll("button")[at]?.focus();
  return step(element, key)?.textContent;
}

describe("the arrow keys on a board", () => {
  afterEach(() => (document.body.innerHTML = ""));

  it.each([
    [0, "ArrowRight", "1"],
    [4, "ArrowLeft", "3"],
    [2, "ArrowRight", "3"],
    [1, "ArrowDown", "4"],
    [5, "ArrowUp", "2"],
    [0, "ArrowUp", undefined],
    [0, "ArrowLeft", undefined],
    [4, "ArrowDown", undefined],
    [0, "a", undefined],
  ])("lead from card %i with %s to %s", (at, key, there) => {
    expect(from(at, key)).toBe(there);
  });

  it("follow the direction of reading", () => {
    expect(from(0, "ArrowLeft", "rtl")).toBe("1");
    expect(from(1, "ArrowRight", "rtl")).toBe("0");
  });

  it("do nothing where no card has the focus", () => {
    expect(step(board("ltr"), "ArrowRight")).toBeUndefined();
  });
});
