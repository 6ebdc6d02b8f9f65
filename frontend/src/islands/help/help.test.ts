import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from "vitest";
import type { Helplines } from "../../lib/api/types";

const bahrain: Helplines = {
  country: "BH",
  emergency: "999",
  emergency_verified_on: null,
  helplines: [
    {
      name: "Child line",
      phone: "998",
      url: "",
      hours: "Every day",
      channels: ["phone"],
      verified_on: "2026-11-01",
    },
    {
      name: "Other line",
      phone: "+973 1700 0000",
      url: "https://example.org/",
      hours: "",
      channels: [],
      verified_on: null,
    },
  ],
  fallback: [],
};
const nowhere: Helplines = {
  country: "",
  emergency: "",
  emergency_verified_on: null,
  helplines: [],
  fallback: [
    {
      name: "Finder",
      phone: "",
      url: "https://example.org/find/",
      hours: "",
      channels: [],
      verified_on: "2026-10-01",
    },
  ],
};

let asked: string[];
let online: boolean;
let replaced: string[];
let listening: MockInstance<typeof addEventListener>;
const user = userEvent.setup();

async function openPage(attributes: Record<string, string> = {}) {
  vi.resetModules();
  document.body.innerHTML = `<div data-island="help" data-locale="en" data-country="BH">
      <a class="help__link" href="#help"><svg></svg>Help</a>
    </div>`;
  const target = document.querySelector<HTMLElement>("[data-island]")!;
  Object.assign(target.dataset, { exit: "leave", report: "true", ...attributes });
  const { loadLocale } = await import("../../lib/i18n");
  await loadLocale("en");
  const { mount } = await import("./index");
  mount(target);
  dispatchEvent(new Event("cop:ready"));
}

beforeEach(() => {
  listening = vi.spyOn(window, "addEventListener");
  asked = [];
  replaced = [];
  online = true;
  localStorage.clear();
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("location", { replace: (url: string) => replaced.push(url), hash: "" });
  vi.stubGlobal("requestIdleCallback", (work: () => void) => work());
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    if (!online) return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(
      new Response(JSON.stringify(url.includes("country=BH") ? bahrain : nowhere)),
    );
  });
});

afterEach(() => {
  // A page that is gone must not answer any more.
  for (const [type, listener] of listening.mock.calls) removeEventListener(type, listener);
  document.documentElement.removeAttribute("style");
  vi.unstubAllGlobals();
});

const dialog = () => screen.findByRole("dialog", { name: "Help" });
const line = async (name: string) => (await screen.findByText(name)).closest("li")!;

describe("the help buoy", () => {
  it("comes first, with the page's own words, and opens four ways to help", async () => {
    await openPage();
    await user.tab();
    expect(screen.getByRole("button", { name: "Help" })).toHaveFocus();
    await user.keyboard("{Enter}");
    const summaries = [...(await dialog()).querySelectorAll("summary")];
    expect(summaries.map((summary) => summary.textContent?.trim())).toEqual([
      "Someone I can tell",
      "A helpline",
      "Report it",
      "I am in danger now",
    ]);
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("button", { name: "Help" })).toHaveFocus();
  });

  it("is opened from elsewhere on the page, too, and gives the focus back there", async () => {
    await openPage();
    const elsewhere = document.body.appendChild(document.createElement("button"));
    elsewhere.focus();
    dispatchEvent(new CustomEvent("cop:help"));
    expect(await dialog()).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(elsewhere).toHaveFocus();
  });

  it("shows the country's lines and marks the one that nobody has checked", async () => {
    await openPage();
    await user.click(screen.getByRole("button", { name: "Help" }));
    expect(await line("Child line")).toHaveTextContent("Checked on November 1, 2026");
    const other = await line("Other line");
    expect(other).toHaveTextContent("Not checked by us lately");
    expect(within(other).getByText("+973 1700 0000").closest("a")).toHaveAttribute(
      "href",
      "tel:+97317000000",
    );
    const emergency = screen.getByText("999").closest("a")!;
    expect(emergency).toHaveAttribute("href", "tel:999");
    expect(emergency.closest("details")).toHaveTextContent("Not checked by us lately");
  });

  it("is opened without a request, and works without a network", async () => {
    await openPage();
    await waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    online = false;
    await user.click(screen.getByRole("button", { name: "Help" }));
    expect(await line("Child line")).toBeInTheDocument();
    expect(asked).toHaveLength(1);
  });

  it("remembers another country on the device, and never shows a foreign number for it", async () => {
    await openPage();
    await user.click(screen.getByRole("button", { name: "Help" }));
    await line("Child line");
    await user.selectOptions(screen.getByLabelText("Country"), "SE");
    expect(await line("Finder")).toBeInTheDocument();
    expect(screen.queryByText("Child line")).toBeNull();
    expect(screen.queryByText("999")).toBeNull();
    await openPage();
    await user.click(screen.getByRole("button", { name: "Help" }));
    expect(await screen.findByLabelText("Country")).toHaveValue("SE");
  });

  it("says so when the lines cannot be loaded", async () => {
    online = false;
    await openPage();
    await user.click(screen.getByRole("button", { name: "Help" }));
    expect(await screen.findByText(/could not be loaded/)).toBeInTheDocument();
  });

  it("has the quick exit within reach while it is open", async () => {
    await openPage();
    await user.click(screen.getByRole("button", { name: "Help" }));
    within(await dialog())
      .getByRole("button", { name: "Leave quickly" })
      .click();
    expect(replaced).toEqual(["/exit/"]);
  });

  it("leaves out reporting where it does not belong", async () => {
    await openPage({ report: "false" });
    await user.click(screen.getByRole("button", { name: "Help" }));
    expect(within(await dialog()).queryByText("Report it")).toBeNull();
  });
});

describe("the quick exit", () => {
  const isBlank = () => document.documentElement.style.display === "none";

  it.each([
    ["leave", "Leave quickly"],
    ["hide", "Hide this"],
  ])("blanks the page at once (%s)", async (exit, name) => {
    await openPage({ exit });
    screen.getByRole("button", { name }).click();
    expect(isBlank()).toBe(true);
    expect(document.title).toBe("");
    expect(replaced).toEqual(["/exit/"]);
  });

  it("follows three presses of Shift", async () => {
    await openPage();
    await user.keyboard("{Shift}{Shift}");
    expect(isBlank()).toBe(false);
    await user.keyboard("{Shift}");
    expect(isBlank()).toBe(true);
  });

  it("does not follow slow presses, a held key, or capitals", async () => {
    await openPage();
    const now = vi.spyOn(performance, "now");
    for (const time of [0, 1500, 3000, 4500]) {
      now.mockReturnValue(time);
      await user.keyboard("{Shift}");
    }
    now.mockReturnValue(9000);
    await user.keyboard("{Shift>}A{/Shift}{Shift>}B{/Shift}{Shift>}C{/Shift}");
    now.mockReturnValue(12000);
    for (let n = 0; n < 5; n += 1) {
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift", repeat: true }));
    }
    expect(isBlank()).toBe(false);
  });

  it("sends nothing", async () => {
    online = false;
    await openPage();
    await waitFor(() => expect(asked).toHaveLength(1));
    screen.getByRole("button", { name: "Leave quickly" }).click();
    expect(asked).toHaveLength(1);
  });
});
