import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dress } from "../../lib/comfort/dress";
import { prefersStillness } from "../../lib/moments";
import { english, giveVoices } from "../../test/voice";
import { mount } from ".";

const look = () => {
  const { font, spacing, motion } = document.documentElement.dataset;
  return { font, spacing, motion };
};
const opener = () => screen.getByRole("button", { name: "Comfort" });
const theSwitch = (name: string) => screen.findByRole("switch", { name });

async function open(): Promise<void> {
  document.body.innerHTML = `<p>Elsewhere</p><div data-island="comfort">
    <button aria-expanded="false">Comfort</button></div>`;
  mount(document.querySelector<HTMLElement>("[data-island]")!);
  await userEvent.click(opener());
  await screen.findByRole("heading", { name: "Make it comfortable" });
}

beforeEach(() => {
  localStorage.clear();
  dress();
  giveVoices([english]);
});
afterEach(() => userEvent.keyboard("{Escape}"));

describe("the comfort panel", () => {
  it("dresses the page at once, and again on the next one", async () => {
    await open();
    for (const name of ["Clear letters", "More space", "Less movement"]) {
      await userEvent.click(await theSwitch(name));
    }
    const chosen = { font: "readable", spacing: "wide", motion: "less" };
    expect(look()).toEqual(chosen);
    expect(prefersStillness()).toBe(true);

    for (const name of Object.keys(chosen))
      document.documentElement.removeAttribute(`data-${name}`);
    dress();
    expect(look()).toEqual(chosen);

    await userEvent.click(await theSwitch("Clear letters"));
    expect(look()).toEqual({ ...chosen, font: undefined });
  });

  it("closes by its button, by Escape and by a tap elsewhere, and the focus stays with the button", async () => {
    await open();
    expect(opener()).toHaveAttribute("aria-expanded", "true");
    await userEvent.click(opener());
    await waitFor(() => expect(screen.queryByRole("switch")).toBeNull());
    expect(opener()).toHaveAttribute("aria-expanded", "false");

    await userEvent.click(opener());
    (await theSwitch("Sounds")).focus();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("switch")).toBeNull());
    expect(opener()).toHaveFocus();

    await userEvent.click(opener());
    await theSwitch("Sounds");
    await userEvent.click(screen.getByText("Elsewhere"));
    await waitFor(() => expect(screen.queryByRole("switch")).toBeNull());
  });

  it("says that there is no voice, and offers no pace", async () => {
    giveVoices([]);
    await open();
    await waitFor(async () => expect(await theSwitch("Read to me")).toBeDisabled());
    expect(await theSwitch("Read to me")).toHaveAccessibleDescription(/no voice/);
    expect(screen.queryByRole("radio")).toBeNull();
  });

  it("leaves to the system what it asks for already", async () => {
    vi.mocked(matchMedia).mockReturnValue({ matches: true } as MediaQueryList);
    await open();
    expect(await theSwitch("Less movement")).toBeChecked();
    expect(await theSwitch("Less movement")).toBeDisabled();
  });
});
