/** The pages on small screens, in large type, from right to left, and without JavaScript. */
import { atRest, overflow } from "./support/look";
import { modulePath, titles, type ModuleKey } from "./support/places";
import { browserLocale, expect, test } from "./support/test";

const modules = Object.keys(titles) as ModuleKey[];
const storm = (language: "en" | "ar") => modulePath("t4-1113-storm", language);

for (const language of ["en", "ar"] as const) {
  test(`no page in ${language} needs sideways scrolling at 320 px, even in twice as large a type`, async ({
    page,
    guard,
  }) => {
    guard.mayHaveCookies = true;
    const paths = [
      ...[
        ...[
          "",
          "children/?band=5-7",
          "children/?band=11-13",
          "parents/",
          "accounts/login/",
          "crew/",
          "join/",
        ],
        ...["what-we-keep/", "treasure/?for=5-7", "certificate/", "verify/", "talk-cards/"],
        "family-plan/",
      ].map((path) => `/${language}/${path}`),
      ...modules.map((module) => modulePath(module, language)),
      ...modules.map((module) => `${modulePath(module, language)}print/`),
    ];
    // As in the browser's own settings.
    const devtools = await page.context().newCDPSession(page);
    await page.setViewportSize({ width: 320, height: 720 });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await atRest(page);
      expect.soft(await overflow(page), path).toBeLessThanOrEqual(0);
      await devtools.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
      await atRest(page);
      expect.soft(await overflow(page), `${path} at 200 %`).toBeLessThanOrEqual(0);
      await devtools.send("Page.setFontSizes", { fontSizes: { standard: 16 } });
    }
  });
}

test("Arabic is read from right to left, and the language switch keeps the page", async ({
  page,
}) => {
  for (const path of ["/en/", "/en/children/?band=8-10", storm("en")]) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    await page.getByRole("link", { name: "العربيّة" }).click();
    await expect(page).toHaveURL(path.replace("/en/", "/ar/"));
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.locator("html")).toHaveAttribute("lang", "ar");
    const [brand, help] = await Promise.all(
      [page.locator(".brand"), page.getByRole("button", { name: "مساعدة", exact: true })].map(
        (part) => part.boundingBox(),
      ),
    );
    expect(brand?.x).toBeGreaterThan(help?.x ?? Infinity);
    await page.getByRole("link", { name: "English" }).click();
    await expect(page).toHaveURL(path);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  for (const language of ["en", "ar"] as const) {
    test.describe(() => {
      test.use({ locale: browserLocale[language] });

      test(`a module in ${language} can be read and printed, and help is there`, async ({
        page,
      }) => {
        await page.goto("/");
        await expect(page).toHaveURL(new RegExp(`/${language}/$`));
        await page.goto(storm(language));
        const stage = page.locator("[data-island=stage]");
        await expect(stage.locator("noscript")).toBeVisible();
        await stage.getByRole("link").click();
        await expect(page).toHaveURL(/\/print\/$/);
        const title = titles["t4-1113-storm"][language];
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
        await page.locator(".help a[href='#help']").click();
        await expect(page.locator("#help")).toBeInViewport();
      });
    });
  }
});
