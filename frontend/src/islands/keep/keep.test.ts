import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadLocale } from "../../lib/i18n";
import type * as Packs from "../../lib/offline/packs";
import { PackError, type Offer } from "../../lib/offline/packs";

const keepPack = vi.fn<typeof Packs.keepPack>();
let here: Record<string, string>;

vi.mock("../../lib/offline/packs", async (original) => ({
  ...(await original<typeof Packs>()),
  keepPack: (...all: Parameters<typeof Packs.keepPack>) => keepPack(...all),
  packOf: ({ key }: Offer) => Promise.resolve(here[key] && { key, version: here[key] }),
}));
vi.mock("../../lib/offline/register", () => ({ hasWorker: true }));

const place = (key: string) =>
  `<span data-keep="${key}" data-locale="en" data-title="${key}" data-url="/${key}/"
    data-version="v1" data-size="84000" data-topic="t1"></span>`;

async function open(...keys: string[]) {
  document.body.innerHTML =
    keys.map(place).join("") + `<span data-keep-all="t1" data-name="Tricks"></span>`;
  const { mountAll } = await import(".");
  await mountAll();
  await waitFor(() => expect(document.querySelector(".keep__button")).not.toBeNull());
}

const button = (name: string) => screen.findByRole("button", { name: new RegExp(name) });

beforeEach(async () => {
  await loadLocale("en");
  here = {};
  keepPack.mockReset().mockResolvedValue(undefined);
});

afterEach(() => (document.body.innerHTML = ""));

describe("the button that downloads", () => {
  it("says how much it is, and leads to the list when the module is here", async () => {
    await open("one");
    await userEvent.click(await button("Keep “one” on this device.*84\\skB"));
    const link = await screen.findByRole("link", { name: "“one” is on this device" });
    expect(link).toHaveAttribute("href", "/en/offline/");
    expect(keepPack).toHaveBeenCalledOnce();
  });

  it("offers the newer version of what is here", async () => {
    here = { one: "v0" };
    await open("one");
    expect(await button("Keep “one”")).toBeVisible();
  });

  it.each([
    ["full", "There is no room left on this device."],
    ["unreachable", "That did not work. Try again when you are online."],
  ] as const)("says plainly when it fails: %s", async (reason, words) => {
    keepPack.mockRejectedValue(new PackError(reason));
    await open("one");
    await userEvent.click(await button("Keep “one”"));
    expect(await screen.findByText(words)).toBeVisible();
    keepPack.mockResolvedValue(undefined);
    await userEvent.click(await button("Keep “one”"));
    expect(await screen.findByRole("link")).toBeVisible();
    expect(screen.queryByText(words)).toBeNull();
  });

  it("fetches an island’s modules one after the other, and stops when the device is full", async () => {
    await open("one", "two", "three");
    keepPack
      .mockResolvedValueOnce(undefined)
      .mockRejectedValueOnce(new PackError("unreachable"))
      .mockRejectedValueOnce(new PackError("full"));
    await userEvent.click(await button("whole island “Tricks”.*252\\skB"));
    await waitFor(() => expect(keepPack).toHaveBeenCalledTimes(3));
    expect(keepPack.mock.calls.map(([{ key }]) => key)).toEqual(["one", "two", "three"]);
    keepPack.mockReset().mockRejectedValueOnce(new PackError("full"));
    await userEvent.click(await button("whole island “Tricks”.*168\\skB"));
    await waitFor(() => expect(keepPack).toHaveBeenCalledOnce());
    expect(keepPack.mock.calls[0]?.[0].key).toBe("two");
  });

  it("has no button for an island with one module", async () => {
    await open("one");
    expect(screen.queryByRole("button", { name: /island/ })).toBeNull();
  });
});
