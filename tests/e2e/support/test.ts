/** The `test` of every file here: each runs in a browser of its own, under the guard's eyes. */
import { expect, test as base } from "@playwright/test";
import { Guard } from "./guard";

interface Fixtures {
  /** The address of the demo site. */
  site: string;
  guard: Guard;
}

export const test = base.extend<Fixtures>({
  site: async ({ baseURL }, use) => {
    await use(baseURL ?? "");
  },
  guard: [
    async ({ site, context }, use) => {
      const guard = new Guard(site);
      guard.watch(context);
      await use(guard);
      expect(await guard.findings()).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A phone held upright, used with a finger. */
export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const;

/** A window as narrow as a phone, without a finger. */
export const narrow = { viewport: { width: 390, height: 844 } } as const;

/** The language that a browser asks for, by the language of the site. */
export const browserLocale = { en: "en-GB", ar: "ar-BH" } as const;

/**
 * No service worker comes, for pages on which it changes nothing: it would fetch the whole game for
 * each test, which takes as long as to open three pages.
 */
export const withoutWorker = { serviceWorkers: "block" } as const;
