import { beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../../lib/api/client";
import { recall } from "../../lib/device/choices";
import { endVisit, noteVisit } from "../../lib/state/visit";
import { mount } from "./index";

vi.mock("../../lib/api/client", () => ({ call: vi.fn() }));

function page(): HTMLElement {
  document.body.innerHTML = `
    <div data-island="home" data-locale="en"></div>
    <a href="#a" data-who="band" data-band="8-10">8 to 10</a>
    <a href="#b" data-who="parents">Parents</a>`;
  return document.querySelector<HTMLElement>("[data-island]")!;
}

const door = (text: string) =>
  [...document.querySelectorAll("a")].find(({ textContent }) => textContent === text)!;

beforeEach(async () => {
  localStorage.clear();
  await endVisit();
});

describe("the home page", () => {
  it("remembers who plays", async () => {
    await mount(page());
    expect(document.querySelector("[aria-current]")).toBeNull();
    door("Parents").click();
    expect(recall("who")).toBe("parents");
    door("8 to 10").click();
    await mount(page());
    expect(door("8 to 10")).toHaveAttribute("aria-current", "true");
    expect(door("Parents")).not.toHaveAttribute("aria-current");
  });

  it("shows no way back to who has not begun anything", async () => {
    const target = page();
    await mount(target);
    expect(target).toBeEmptyDOMElement();
  });

  it("leads to where the player was", async () => {
    await noteVisit({ module: "t1", title: "The net", url: "/en/net/", locale: "en" });
    const target = page();
    await mount(target);
    expect(target.querySelector("a")).toHaveAttribute("href", "/en/net/");
    expect(target).toHaveTextContent("Go on where you were: The net");
  });

  it("leads there in the language of the page, when there is one", async () => {
    await noteVisit({ module: "t1", title: "الشبكة", url: "/ar/net/", locale: "ar" });
    vi.mocked(call).mockResolvedValue([{ key: "t1", title: "The net", url: "/en/net/" }]);
    const target = page();
    await mount(target);
    expect(target.querySelector("a")).toHaveAttribute("href", "/en/net/");

    vi.mocked(call).mockResolvedValue([]);
    const other = page();
    await mount(other);
    expect(other).toBeEmptyDOMElement();
  });

  it("does without when storage is blocked", async () => {
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
      throw new DOMException("no", "SecurityError");
    });
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("no", "SecurityError");
    });
    await mount(page());
    expect(() => door("Parents").click()).not.toThrow();
  });
});
