/** What is looked at in every state of a page: that everybody can use it, and that it fits. */
import { expect, type Page } from "@playwright/test";
import { source, type default as Axe } from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Every breach of WCAG 2.2 AA and of good practice that axe finds on a page, or within a part of it,
 * one line each.
 *
 * Axe is put into each document once, however often it is looked at: to send and to read it anew takes
 * longer than a look. The pages hold no frames, so what it sees in the document is all there is.
 */
export async function breaches(page: Page, within = "html"): Promise<string[]> {
  if (await page.evaluate(() => !("axe" in window))) await page.evaluate(source);
  return page.evaluate(
    async ([within, tags]) => {
      const { axe } = window as unknown as { axe: typeof Axe };
      // What is scrolled half behind the bar at the upper edge is no target that is too small.
      const place = scrollY;
      scrollTo({ top: 0, behavior: "instant" });
      const { violations } = await axe.run(within, {
        runOnly: tags,
        // What passes is listed by nobody.
        resultTypes: ["violations"],
      });
      scrollTo({ top: place, behavior: "instant" });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) =>
          `${id}: ${target.join(" ")} ${failureSummary ?? ""}`.replace(/\s+/g, " "),
        ),
      );
    },
    [within, RULES] as const,
  );
}

/** How far a page is too wide for the window, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** What moves or fades has come to rest, but for what never does. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    // What has just changed begins to move in the frame after the next.
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    do {
      await Promise.allSettled(moving().map(({ finished }) => finished));
      await frame();
      await frame();
    } while (moving().length > 0);
  });
}

/** Look at the page as it is now; what is wrong fails the test at its end, with the state's name. */
export async function lookAt(page: Page, state: string): Promise<void> {
  await atRest(page);
  expect.soft(await breaches(page), `axe: ${state}`).toEqual([]);
  expect.soft(await overflow(page), `too wide: ${state}`).toBeLessThanOrEqual(0);
}

/** The same for a player, who comes to each state only once. */
export function lookOnce(page: Page): (state: string) => Promise<void> {
  const seen = new Set<string>();
  return async (state) => {
    if (seen.has(state)) return;
    seen.add(state);
    await lookAt(page, state);
  };
}
