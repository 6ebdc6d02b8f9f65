/** What is looked at in every state of a page: that everybody can use it, and that it fits. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Every breach of WCAG 2.2 AA and of good practice that axe finds on a page, one line each. */
async function breaches(page: Page): Promise<string[]> {
  // What is scrolled half behind the bar at the upper edge is no target that is too small.
  const scroll = (top: number) => scrollTo({ top, behavior: "instant" });
  const place = await page.evaluate(() => scrollY);
  await page.evaluate(scroll, 0);
  // The pages hold no frames, so the quick mode sees all there is.
  const { violations } = await new AxeBuilder({ page })
    .withTags(RULES)
    .setLegacyMode(true)
    .analyze();
  await page.evaluate(scroll, place);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id}: ${target.join(" ")} ${failureSummary ?? ""}`.replace(/\s+/g, " "),
    ),
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
