/** The picture cards of a class, as an educator prints them. */
import type { Page } from "@playwright/test";

export interface Card {
  label: string;
  pictures: string[];
}

/** What the cards of a class say, in their order. */
export async function readCards(page: Page): Promise<Card[]> {
  return page.locator("li.card").evaluateAll((cards) =>
    cards.map((card) => ({
      label: card.querySelector(".card__label")?.textContent ?? "",
      pictures: [...card.querySelectorAll(".card__picture use")].map(
        (use) => use.getAttribute("href")?.split("#pic-")[1] ?? "",
      ),
    })),
  );
}
