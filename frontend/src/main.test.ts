import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

const mount = vi.hoisted(() => vi.fn());
vi.mock("./islands/map", () => ({ mount }));
vi.mock(import("./lib/moments"), async (importOriginal) => ({
  ...(await importOriginal()),
  whenIdle: (work) => work(),
}));

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

  it("asks for the drawn headings when its islands are there and used, and never for adults", async () => {
    const { dataset } = document.documentElement;
    delete dataset["heads"];
    let arrive: (() => void) | undefined;
    mount.mockReturnValueOnce(new Promise<void>((resolve) => (arrive = resolve)));
    await openPage("en");
    await waitFor(() => expect(mount).toHaveBeenCalledOnce());
    expect(dataset["heads"]).toBeUndefined();
    arrive?.();
    await new Promise((resolve) => setTimeout(resolve));
    expect(dataset["heads"]).toBeUndefined();
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await waitFor(() => expect(dataset["heads"]).toBe(""));

    delete dataset["heads"];
    dataset["dress"] = "grown";
    await openPage("en");
    await waitFor(() => expect(mount).toHaveBeenCalledTimes(2));
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(dataset["heads"]).toBeUndefined();
    delete dataset["dress"];
  });
});
