import "@testing-library/jest-dom/vitest";
import "fake-indexeddb/auto";
import { configure } from "@testing-library/svelte";
import { vi } from "vitest";
import words from "virtual:words";
import { loadLocale } from "./lib/i18n";
import { loadWords } from "./lib/i18n/words";

// A busy machine is no reason to fail.
configure({ asyncUtilTimeout: 10_000 });

// What needs no page runs without one: `// @vitest-environment node` in its first line.
if (typeof document !== "undefined") preparePage();

/** jsdom has neither media queries, Web Animations, scrolling, sizes nor the methods of <dialog>. */
function preparePage(): void {
  vi.stubGlobal(
    "matchMedia",
    vi.fn((query: string) => ({
      matches: false,
      media: query,
      addEventListener: vi.fn(),
      removeEventListener: vi.fn(),
    })),
  );

  // No stub, which a test could take away.
  globalThis.ResizeObserver = class {
    observe = vi.fn();
    unobserve = vi.fn();
    disconnect = vi.fn();
  };

  Element.prototype.animate = vi.fn(() => {
    const animation = {
      cancel: vi.fn(),
      finish: vi.fn(),
      finished: Promise.resolve(),
      currentTime: 0,
      effect: null,
      playState: "finished",
      set onfinish(done: (() => void) | null) {
        if (done) queueMicrotask(done);
      },
    };
    return animation as unknown as Animation;
  });

  Element.prototype.getAnimations = vi.fn(() => []);
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.scrollTo = vi.fn();

  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  };
}

await loadLocale("en");
for (const part of Object.keys(words["en"] ?? {})) await loadWords(part);
