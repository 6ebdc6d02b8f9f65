/** Two ways to use a page: fingers, or the keyboard alone. */
import { expect, type Locator, type Page } from "@playwright/test";

export interface Hands {
  readonly name: "touch" | "keyboard";
  /** Use a button. */
  press: (control: Locator) => Promise<void>;
  /** Use a link to another page. */
  follow: (link: Locator) => Promise<void>;
  /** Tick a radio button or a checkbox, unless it is ticked. */
  tick: (control: Locator) => Promise<void>;
  /** Move a slider to a value, even to the one that it shows before it was touched. */
  slide: (control: Locator, value: number) => Promise<void>;
  /** Show the messages of a conversation that are still to come, without waiting for them. */
  hurry: (log: Locator, next: Locator) => Promise<void>;
}

/** A finger: taps, and nothing else. */
export class Touch implements Hands {
  readonly name = "touch";

  async press(control: Locator): Promise<void> {
    await control.tap();
  }

  async follow(link: Locator): Promise<void> {
    await link.tap();
  }

  async tick(control: Locator): Promise<void> {
    if (!(await control.isChecked())) await control.tap();
    await expect(control).toBeChecked();
  }

  async slide(control: Locator, value: number): Promise<void> {
    const position = await control.evaluate((element, value) => {
      const { min, max } = element as HTMLInputElement;
      const { width, height } = element.getBoundingClientRect();
      // The thumb is as wide as the slider is high, and stays inside it.
      const share = (value - Number(min)) / (Number(max) - Number(min));
      const along = height / 2 + share * (width - height);
      const isMirrored = getComputedStyle(element).direction === "rtl";
      return { x: isMirrored ? width - along : along, y: height / 2 };
    }, value);
    await control.tap({ position });
    await expect(control).toHaveValue(String(value));
  }

  async hurry(log: Locator, next: Locator): Promise<void> {
    while (await next.isVisible()) await log.tap({ position: { x: 8, y: 8 } });
  }
}

/** More Tabs than any screen of the game needs. */
const FAR = 60;

/** Where the focus is, in the words of a failing test; "" when it is where a person can see it. */
function lost(): string {
  const element = document.activeElement;
  if (!element || element === document.body) return "the focus is on nothing";
  const what = `${element.tagName.toLowerCase()} “${element.textContent?.trim().slice(0, 40)}”`;
  const box = element.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (box.width === 0 || box.height === 0) return `the focus is on the unseen ${what}`;
  if (box.bottom <= 0 || box.top >= innerHeight) return `the focus is off the screen, on ${what}`;
  if (middle && !element.contains(middle) && !middle.contains(element)) {
    return `the focus is covered, on ${what}`;
  }
  // What has the focus only so that reading goes on there needs no ring.
  if (!element.matches('button, a, input, select, summary, [tabindex="0"]')) return "";
  const hasRing = (candidate: Element | null, part?: string) => {
    if (!candidate) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(candidate, part);
    return outlineStyle !== "none" && outlineWidth !== "0px";
  };
  const rings = [hasRing(element), hasRing(element, "::after"), hasRing(element.closest("label"))];
  return rings.includes(true) ? "" : `no focus ring on ${what}`;
}

/** Which key leads from the focus towards an element: "" when it is there. */
function keyTowards(target: Element): string {
  const active = document.activeElement ?? document.body;
  const isRadio = (element: Element): element is HTMLInputElement =>
    element instanceof HTMLInputElement && element.type === "radio";
  if (active === target) return "";
  const isBefore = Boolean(
    active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING,
  );
  if (isRadio(active) && isRadio(target) && active.name === target.name) {
    return isBefore ? "ArrowUp" : "ArrowDown";
  }
  return isBefore && active !== document.body ? "Shift+Tab" : "Tab";
}

/**
 * The keyboard: Tab, Shift and Tab, the arrows, Space, Enter.
 *
 * After each key that does something the focus must be on something that can be seen.
 */
export class Keyboard implements Hands {
  readonly name = "keyboard";

  constructor(readonly page: Page) {}

  async press(control: Locator): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press("Enter");
    await this.keepsFocus();
  }

  async follow(link: Locator): Promise<void> {
    await this.reach(link);
    await this.page.keyboard.press("Enter");
  }

  async tick(control: Locator): Promise<void> {
    await this.reach(control);
    // Arrows tick the radio button they come to; Tab does not.
    if (!(await control.isChecked())) await this.page.keyboard.press("Space");
    await expect(control).toBeChecked();
    await this.keepsFocus();
  }

  async slide(control: Locator, value: number): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press("Home");
    for (let presses = 0; presses < FAR; presses += 1) {
      if (Number(await control.inputValue()) >= value) break;
      await this.page.keyboard.press("ArrowUp");
    }
    await expect(control).toHaveValue(String(value));
    await this.keepsFocus();
  }

  async hurry(_log: Locator, next: Locator): Promise<void> {
    while (await next.isVisible()) {
      const isThere = await this.reach(next).then(
        () => true,
        () => false,
      );
      // The last message may have come by itself meanwhile.
      if (isThere) await this.page.keyboard.press("Enter");
    }
    await this.keepsFocus();
  }

  /** Bring the focus to a control, by the keys that lead there. */
  async reach(control: Locator): Promise<void> {
    await expect(control).toBeEnabled();
    for (let presses = 0; presses < FAR; presses += 1) {
      const key = await control.evaluate(keyTowards, null, { timeout: 2000 });
      if (key === "") {
        await this.keepsFocus();
        return;
      }
      await this.page.keyboard.press(key);
    }
    throw new Error(`the keyboard does not reach ${control.toString()}`);
  }

  /** The focus is on something that can be seen. */
  async keepsFocus(): Promise<void> {
    await expect.poll(() => this.page.evaluate(lost), { timeout: 5000 }).toBe("");
  }
}
