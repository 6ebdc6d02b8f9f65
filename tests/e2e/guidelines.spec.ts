/** Guidelines: from the list to a section that can be cited, and what changed, without a script. */
import { lookAt } from "./support/look";
import { expect, test } from "./support/test";

const guideline = "programme/guidelines/itu-industry/";
const paths = [
  "programme/guidelines/",
  guideline,
  `${guideline}2020/`,
  `${guideline}2009/`,
  `${guideline}differences/`,
];

for (const language of ["en", "ar"] as const) {
  for (const width of [390, 1280]) {
    test(`the pages of guidelines in ${language}, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const path of paths) {
        await page.goto(`/${language}/${path}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        for (const summary of await page.locator(".guideline__cite summary").all()) {
          await summary.click();
        }
        await lookAt(page, `${path} in ${language}`);
      }
    });
  }
}

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader finds a section, cites it and compares it with the edition before", async ({
    page,
    site,
  }) => {
    await page.goto("/en/programme/");
    await page
      .locator("main")
      .getByRole("link", { name: "Guidelines", exact: true })
      .last()
      .click();
    await page.getByLabel("Audience").selectOption({ label: "Industry (1)" });
    await page.getByRole("button", { name: "Show" }).click();
    await page
      .getByRole("link", { name: "Guidelines for industry on child online protection" })
      .click();
    await page.getByRole("link", { name: "4 Educating children, carers and educators" }).click();
    await expect(page).toHaveURL(/\/2020\/#section-4$/);

    const section = page.locator("#section-4");
    await section.locator("summary").click();
    await expect(section.getByText("Section 4, “Educating children, carers")).toBeVisible();
    const address = new RegExp(`^${site}/en/${guideline}2020/#section-4$`);
    await expect(section.getByRole("link", { name: address })).toBeVisible();

    await page.getByRole("link", { name: "Compare two editions" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "What differs between the editions of 2014 and 2020",
    );
    await expect(page.locator("del", { hasText: "parents" }).first()).toBeVisible();
    await expect(page.locator("ins", { hasText: "carers" }).first()).toBeVisible();
    await page.getByLabel("From the edition of").selectOption("2009");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page.getByText("6 sections added")).toBeVisible();
  });
});

test("a citation is on paper without being opened", async ({ page }) => {
  await page.goto(`/en/${guideline}2020/`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Section 1, “Integrating")).toBeVisible();
});
