import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fetchHelplines, knownHelplines } from "../../lib/helplines";
import { dropPlan, keepPlan, keptPlan } from "./keeping";
import { mount } from "./index";
import type { ChoiceId } from "./parts";

vi.mock("../../lib/helplines", () => ({ fetchHelplines: vi.fn(), knownHelplines: vi.fn() }));

const line = { phone: "998", url: "", hours: "", channels: [], verified_on: null };

async function open(country = ""): Promise<void> {
  document.body.innerHTML = `<div data-island="plan" data-locale="en" data-country="${country}"></div>`;
  await mount(document.querySelector("div")!);
}

const paper = () => screen.getByRole("article", { name: "Our family plan" });

beforeEach(async () => {
  await dropPlan();
  localStorage.clear();
  vi.mocked(knownHelplines).mockReset().mockResolvedValue(undefined);
  vi.mocked(fetchHelplines).mockReset();
});

describe("the family plan", () => {
  it("grows by a tap, and shrinks by another", async () => {
    await open();
    expect(screen.getByRole("button", { name: "Print it" })).toBeDisabled();
    const meals = screen.getByRole("button", { name: "At meals" });
    await userEvent.click(meals);
    expect(paper()).toHaveTextContent("When all of us put them away");
    expect(paper()).toHaveTextContent("At meals");
    expect(screen.getByRole("button", { name: "Print it" })).toBeEnabled();
    await userEvent.click(meals);
    expect(paper()).not.toHaveTextContent("At meals");
  });

  it("has room for the family's own words", async () => {
    await open();
    await userEvent.type(screen.getAllByRole("textbox")[0]!, "On the shelf");
    expect(paper()).toHaveTextContent("On the shelf");
    expect(await keptPlan()).toBeUndefined();
  });

  it("is kept on the device when the family says so, and dropped when it says no", async () => {
    await open();
    await userEvent.click(screen.getByRole("button", { name: "In the kitchen" }));
    await userEvent.click(screen.getByRole("checkbox"));
    await userEvent.type(screen.getAllByRole("textbox")[0]!, "x");
    await waitFor(async () =>
      expect(await keptPlan()).toEqual({ chosen: ["rest_kitchen"], own: { rest: "x" } }),
    );
    await open();
    expect(screen.getByRole("checkbox")).toBeChecked();
    expect(paper()).toHaveTextContent("In the kitchen");
    await userEvent.click(screen.getByRole("checkbox"));
    await waitFor(async () => expect(await keptPlan()).toBeUndefined());
  });

  it("leaves out a kept choice that is no longer offered", async () => {
    await keepPlan({ chosen: ["rest_kitchen", "rest_moon" as ChoiceId], own: {} });
    expect(await keptPlan()).toEqual({ chosen: ["rest_kitchen"], own: {} });
  });

  it("names the helplines of the country", async () => {
    const own = [{ ...line, name: "Child line" }];
    const found = {
      country: "BH",
      emergency: "999",
      emergency_verified_on: null,
      helplines: own,
      fallback: [],
    };
    vi.mocked(fetchHelplines).mockResolvedValue(found);
    await open("BH");
    await waitFor(() => expect(paper()).toHaveTextContent("Child line: 998"));
    // Neither has been checked: the paper says so beside each.
    expect(paper()).toHaveTextContent("In danger right now: 999 Not checked by us lately");
    expect(paper()).toHaveTextContent("Child line: 998 Not checked by us lately");
    expect(fetchHelplines).toHaveBeenCalledExactlyOnceWith("BH", "en");
  });

  it("asks nobody without a country, and says so when the list cannot be had", async () => {
    vi.mocked(fetchHelplines).mockRejectedValue(new Error("no network"));
    await open();
    expect(fetchHelplines).not.toHaveBeenCalled();
    await userEvent.selectOptions(screen.getByRole("combobox"), "BH");
    expect(await screen.findByText(/could not be loaded/)).toBeVisible();
    expect(localStorage.getItem("cop.country")).toBe("BH");
  });
});
