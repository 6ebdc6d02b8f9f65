/** The page on which a translator puts every sentence beside its original. */
import { expect, type Page } from "@playwright/test";

/** Translate every sentence that has no translation yet, as the list given says. */
export async function translateAll(
  page: Page,
  words: Readonly<Record<string, string>>,
): Promise<void> {
  await expect(page.getByRole("button", { name: /^(Translate|Edit)$/ }).first()).toBeVisible();
  const open = page.locator("li.incomplete").filter({ visible: true });
  // A snippet has no tabs.
  const tabs = await page.getByRole("tab").all();
  for (const tab of tabs.length > 0 ? tabs : [null]) {
    await tab?.click();
    for (let left = await open.count(); left > 0; left -= 1) {
      const sentence = open.first();
      const source = (await sentence.locator("> p").innerText()).trim();
      const translation = words[source];
      if (translation === undefined) throw new Error(`no translation of “${source}” is at hand`);
      await sentence.getByRole("button", { name: "Translate" }).click();
      await sentence.getByRole("textbox").fill(translation);
      await sentence.getByRole("button", { name: "Save" }).click();
      await expect(open).toHaveCount(left - 1);
    }
  }
  await expect(page.locator("li.incomplete, li.errored")).toHaveCount(0);
}
