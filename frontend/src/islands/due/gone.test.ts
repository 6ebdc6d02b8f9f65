import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { t } from "../../lib/i18n";

async function openPage(html = "") {
  document.body.innerHTML = html;
  vi.resetModules();
  const { loadLocale } = await import("../../lib/i18n");
  await loadLocale("en");
  return import("./gone");
}

beforeEach(() => localStorage.setItem("cop.class", "merry lagoon"));

describe("a seat that is used on another device", () => {
  it("is spoken of at the foot of the page, once, with where to join again", async () => {
    const { sayGone } = await openPage();
    await sayGone("/en/join/");
    await sayGone("/en/join/");
    expect(screen.getByRole("status")).toHaveTextContent(t("due.gone"));
    expect(screen.getByRole("link", { name: t("due.again") })).toHaveAttribute(
      "href",
      "/en/join/?again",
    );
  });

  it("is no reason to stop: it can be put away, or played on without the class", async () => {
    const { sayGone } = await openPage();
    await sayGone("/en/join/");
    await userEvent.click(screen.getByRole("button", { name: t("due.alone") }));
    expect(await screen.findByText(t("due.alone_done"))).toHaveFocus();
    expect(localStorage.getItem("cop.class")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: t("common.close") }));
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  });

  it.each(['<div data-due=""></div>', '<section data-island="round"></section>'])(
    "is left to the part of the page that says it: %s",
    async (part) => {
      const { sayGone } = await openPage(part);
      await sayGone("/en/join/");
      expect(screen.queryByText(t("due.gone"))).toBeNull();
    },
  );
});
