/**
 * An educator's account from its first day to its last, on a phone and in both languages: signing up,
 * the link in the mail, a second step, the export, deletion. Axe looks at every page.
 */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { lookAt } from "./support/look";
import { linkTo } from "./support/mail";
import { canServe } from "./support/server";
import { expect, narrow, test } from "./support/test";
import { codeOf } from "./support/totp";

const PASSWORD = "a-lantern-over-the-reef";

// Some twenty pages, and axe on each.
test.setTimeout(180_000);
test.use({ ...narrow, reducedMotion: "reduce" });
test.skip(!canServe, "the mail of a site that was started by hand is not known");

/** Open the site, and let it settle on the device before anything else is opened. */
async function arrive(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState("networkidle");
}

/** Press the one button that sends a page's form. */
async function send(page: Page): Promise<void> {
  await page.locator("main form.form [type=submit]").first().click();
}

async function signIn(page: Page, language: string, name: string, password = PASSWORD) {
  await page.goto(`/${language}/accounts/login/`);
  await page.locator("#id_login").fill(name);
  await page.locator("#id_password").fill(password);
  await send(page);
}

/** Open a page that asks for the password once more when the sign-in was not just now. */
async function openWithPassword(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if (!page.url().includes("/reauthenticate/")) return;
  await page.locator("#id_password").fill(PASSWORD);
  await send(page);
  await expect(page).toHaveURL(new RegExp(path));
}

for (const language of ["en", "ar"] as const) {
  test(`an account from its first day to its last, in ${language}`, async ({ page, guard }) => {
    guard.mayHaveCookies = true;
    const address = `educator-${language}-${Date.now()}@school.example`;
    const home = `/${language}/accounts`;

    await arrive(page, `/${language}/`);
    await page.locator(`footer a[href="${home}/login/"]`).click();
    await lookAt(page, "sign in");
    await page.getByRole("link", { name: /Make an account|أنشئ حسابًا/ }).click();
    await page.locator("#id_email").fill(address);
    await page.locator("#id_password1").fill("1234");
    await page.locator("#id_password2").fill("1234");
    await send(page);
    await expect(page.locator("#id_email")).toHaveValue(address);
    await expect(page.locator(".field__error").first()).toBeVisible();
    await lookAt(page, "sign up, with a weak password");
    await page.locator("#id_password1").fill(PASSWORD);
    await page.locator("#id_password2").fill(PASSWORD);
    await send(page);
    await expect(page).toHaveURL(/confirm-email\/$/);
    await lookAt(page, "look into your mail");

    await page.goto(await linkTo(address, "/confirm-email/"));
    await expect(page.getByText(address)).toBeVisible();
    await lookAt(page, "confirm");
    await send(page);
    await signIn(page, language, address);
    await expect(page).toHaveURL(/signed-in/);
    await lookAt(page, "signed in");
    await page.locator(`main a[href="${home}/"]`).click();
    await lookAt(page, "account");

    await openWithPassword(page, `${home}/2fa/totp/activate/`);
    const secret = await page.locator("#authenticator_secret").inputValue();
    await lookAt(page, "an authenticator app");
    await page.locator("#id_code").fill(codeOf(secret));
    await send(page);
    await expect(page.locator("#recovery_codes")).toHaveValue(/\w{8}/);
    await lookAt(page, "codes on paper");
    for (const path of ["2fa", "2fa/webauthn/add", "2fa/webauthn", "password/change", "email"]) {
      await openWithPassword(page, `${home}/${path}/`);
      await lookAt(page, path);
    }

    await page.goto(`${home}/`);
    await page.locator("main form[action$='/logout/'] button").click();
    await page.waitForURL((url) => !url.pathname.includes("/accounts/"));
    await signIn(page, language, address);
    await expect(page).toHaveURL(/2fa\/authenticate/);
    await lookAt(page, "the second step");
    await page.locator("#id_code").fill(codeOf(secret, 1));
    await send(page);
    await expect(page).toHaveURL(/signed-in/);

    await openWithPassword(page, `${home}/delete/`);
    await lookAt(page, "delete");
    await page.goto(`${home}/`);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(`main a[href="${home}/export/"]`).click(),
    ]);
    const told = JSON.parse(readFileSync(await file.path(), "utf8")) as {
      account: { addresses: unknown };
      classes: unknown[];
    };
    expect(told.account.addresses).toEqual([{ address, confirmed: true }]);
    expect(told.classes).toEqual([]);

    await openWithPassword(page, `${home}/delete/`);
    await page.locator("#id_sure").check();
    await send(page);
    await expect(page).toHaveURL(/accounts\/deleted/);
    await lookAt(page, "deleted");
    await signIn(page, language, address);
    await expect(page.getByRole("alert")).toBeVisible();
  });
}

test("a passkey opens the account without a password", async ({ page, guard, site }) => {
  guard.mayHaveCookies = true;
  // Browsers make passkeys for names, not for numbers.
  const named = site.replace("127.0.0.1", "localhost");
  guard.addSite(named);
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const address = `passkey-${Date.now()}@school.example`;
  await arrive(page, `${named}/en/`);
  await page.goto(`${named}/en/accounts/signup/`);
  await page.locator("#id_email").fill(address);
  await page.locator("#id_password1").fill(PASSWORD);
  await page.locator("#id_password2").fill(PASSWORD);
  await send(page);
  await page.goto(named + (await linkTo(address, "/confirm-email/")));
  await send(page);
  await page.locator("#id_login").fill(address);
  await page.locator("#id_password").fill(PASSWORD);
  await send(page);
  await expect(page).toHaveURL(/signed-in/);

  await page.goto(`${named}/en/accounts/2fa/webauthn/add/`);
  await page.locator("#id_password").fill(PASSWORD);
  await send(page);
  await page.locator("#id_name").fill("My laptop");
  await page.locator("#id_passwordless").check();
  await page.locator("#mfa_webauthn_add").click();
  await expect(page).toHaveURL(/recovery-codes/);
  await page.goto(`${named}/en/accounts/2fa/webauthn/`);
  await expect(page.getByRole("heading", { name: "My laptop" })).toBeVisible();
  await lookAt(page, "a passkey in the list");

  await page.context().clearCookies();
  await page.goto(`${named}/en/accounts/login/`);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/signed-in/);
  await expect(page.getByText(/You are here as/)).toBeVisible();
});
