import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { whenSettled } from "./moments";

describe("what may wait", () => {
  const work = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    work.mockClear();
  });

  afterEach(() => vi.useRealTimers());

  it.each(["pointerdown", "keydown"])("comes after the first %s, and once", (kind) => {
    whenSettled(work);
    vi.advanceTimersByTime(3000);
    expect(work).not.toHaveBeenCalled();
    dispatchEvent(new Event(kind));
    dispatchEvent(new Event(kind));
    vi.advanceTimersByTime(600);
    expect(work).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(9000);
    expect(work).toHaveBeenCalledOnce();
  });

  it("is not begun by the key that leaves the page", () => {
    whenSettled(work);
    dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
    vi.advanceTimersByTime(600);
    expect(work).not.toHaveBeenCalled();
  });

  it("comes after four seconds where nobody touches the page", () => {
    whenSettled(work);
    vi.advanceTimersByTime(3900);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(700);
    expect(work).toHaveBeenCalledOnce();
  });
});
