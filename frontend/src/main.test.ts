import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

const mount = vi.hoisted(() => vi.fn());
vi.mock("./islands/map", () => ({ mount }));

async function openPage(lang: string) {
  vi.resetModules();
  document.documentElement.lang = lang;
  document.body.innerHTML = `<p>Words</p><div data-island="map"></div><div data-island="new"></div>`;
  await import("./main");
}

beforeEach(() => {
  mount.mockReset();
});

describe("a page", () => {
  it("starts its islands in its language, and leaves one it does not know alone", async () => {
    await openPage("ar");
    await waitFor(() => expect(mount).toHaveBeenCalledOnce());
    expect(mount).toHaveBeenCalledWith(document.querySelector('[data-island="map"]'));
    const { t } = await import("./lib/i18n");
    expect(t("common.close")).toBe("إغلاق");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("says in its language that a part could not be loaded, and tries again", async () => {
    mount.mockRejectedValueOnce(new TypeError("no network"));
    await openPage("ar");
    expect(await screen.findByRole("alert")).toHaveTextContent("تعذّر تحميل");
    await userEvent.click(screen.getByRole("button", { name: "إعادة المحاولة" }));
    await waitFor(() => expect(mount).toHaveBeenCalledTimes(2));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
