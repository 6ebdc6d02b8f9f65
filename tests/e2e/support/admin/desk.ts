/**
 * The Wagtail admin as an editor uses it: signing in, the tabs and fields of a form, what is chosen from
 * a list, and the buttons at its foot.
 */
import { expect, type Locator, type Page } from "@playwright/test";
import { escaped } from "../words";

/** Sign in on the page that asks for it. */
export async function signIn(page: Page, name = "editor"): Promise<void> {
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Password").fill(`reef-${name}`);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/**
 * Let every page from now on say how far Wagtail is: whether it watches the form yet (what is written
 * before that counts as what was there), and whether it has kept what is written as a draft by itself.
 */
export async function markForms(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let waiting = 0;
    let isSaving = false;
    let known = "";
    const mark = () => {
      document.documentElement.dataset.watched = waiting <= 0 ? "all" : "not yet";
    };
    document.addEventListener("w-unsaved:ready", () => {
      waiting += 1;
      mark();
    });
    document.addEventListener("w-unsaved:watch-edits", (event) => {
      known = (event as CustomEvent<{ initialFormData: string }>).detail.initialFormData;
      waiting -= 1;
      mark();
    });
    document.addEventListener("w-autosave:save", () => (isSaving = true));
    for (const end of ["success", "error", "deactivated"]) {
      document.addEventListener(`w-autosave:${end}`, () => (isSaving = false));
    }
    // What Wagtail leaves out when it looks for changes.
    const own =
      /^(csrfmiddlewaretoken|loaded_revision_id|loaded_revision_created_at|next|comments-.*)$/;
    const isKept = () => {
      const form = document.querySelector<HTMLFormElement>("form[data-edit-form]");
      if (!form || isSaving) return false;
      const written = [...new FormData(form)].filter(([name]) => !own.test(name));
      return new URLSearchParams(written as [string, string][]).toString() === known;
    };
    Object.assign(window, { isKept });
  });
}

/** Wait until Wagtail has kept what is written as a draft by itself. */
export async function kept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { isKept: () => boolean }).isKept()))
    .toBe(true);
}

/** Wait until Wagtail watches the form, on a page that `markForms` prepared. */
export async function watched(page: Page): Promise<void> {
  await expect(page.locator("[data-watched=all]")).toBeAttached();
}

export async function openTab(page: Page, name: string): Promise<Locator> {
  await page.getByRole("tab", { name }).click();
  return page.getByRole("tabpanel", { name });
}

/** Fill in the fields of a tab that stand in no block, each found by its label. */
export async function write(
  panel: Locator,
  fields: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const name = new RegExp(`^${escaped(label)}\\s*\\*?$`);
    const field = (["textbox", "combobox", "spinbutton", "checkbox"] as const)
      .map((role) => panel.getByRole(role, { name }))
      .reduce((any, one) => any.or(one));
    if (typeof value === "boolean") await field.setChecked(value);
    else if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT") {
      await field.selectOption({ label: String(value) });
    } else await field.fill(String(value));
  }
}

/** Use one of the buttons behind “More actions” at the foot of a form. */
export async function act(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name, exact: true }).click();
}

export async function publish(page: Page): Promise<void> {
  await act(page, "Publish");
}

/** Choose something by its title in the window that a button opens. */
export async function choose(opener: Locator, title: string | RegExp): Promise<void> {
  await opener.click();
  const window = opener.page().getByRole("dialog");
  if (typeof title === "string") await window.getByLabel("Search term").fill(title);
  await window.getByRole("link", { name: title, exact: true }).first().click();
  await expect(window).toBeHidden();
}
