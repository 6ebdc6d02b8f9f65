/** How hands answer one kind of question, wherever its player is on the screen. */
import type { Locator, Page } from "@playwright/test";
import type { ItemOf, Kind, ResponseOf } from "../../../frontend/src/lib/api/types";
import type { Hands } from "../support/hands";
import type { Words } from "../support/words";

/** Where a question is played, by whom, and in which language. */
export interface Table {
  page: Page;
  /** The part of the page that holds the player. */
  stage: Locator;
  hands: Hands;
  t: Words;
  /** Called in every state that differs from the one before, with its name. */
  look: (state: string) => Promise<void>;
}

/**
 * Bring the screen to a response, from a new question or from where "Try again" left it, by roles
 * and words alone; the button that hands it in is not pressed.
 */
export type Answerer<K extends Kind> = (
  table: Table,
  item: ItemOf<K>,
  response: ResponseOf<K>,
) => Promise<void>;

/** The button with exactly these words. */
export function button({ stage }: Table, name: string): Locator {
  return stage.getByRole("button", { name, exact: true });
}
