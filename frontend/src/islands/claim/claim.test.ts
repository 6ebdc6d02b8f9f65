import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadLocale } from "../../lib/i18n";
import { mount } from ".";

const flush = vi.fn<() => Promise<void>>();
let token: string | null;

vi.mock("../../lib/offline", () => ({ openOutbox: () => ({ flush }) }));
vi.mock("../../lib/learner", () => ({ knownToken: () => Promise.resolve(token) }));

async function open(): Promise<string[]> {
  document.body.innerHTML = `<form><input type="hidden" name="token" value="">
    <button hidden>Credit me</button></form>`;
  const form = document.querySelector("form");
  if (!form) throw new Error("There is no form.");
  const sent: string[] = [];
  form.submit = () => void sent.push(String(new FormData(form).get("token")));
  await loadLocale("en");
  mount(form);
  return sent;
}

describe("the button that credits an educator", () => {
  beforeEach(() => {
    token = "cop_a";
    flush.mockReset().mockResolvedValue(undefined);
  });

  it("sends this browser's token once the answers have arrived", async () => {
    const sent = await open();
    let arrived: () => void = () => undefined;
    flush.mockReturnValue(new Promise((resolve) => (arrived = resolve)));
    await userEvent.click(document.querySelector("button") as HTMLElement);
    expect(sent).toEqual([]);
    arrived();
    await vi.waitFor(() => expect(sent).toEqual(["cop_a"]));
  });

  it("asks without a token when nobody has played here, or no network is there", async () => {
    const sent = await open();
    token = null;
    flush.mockRejectedValue(new Error("offline"));
    await userEvent.click(document.querySelector("button") as HTMLElement);
    await vi.waitFor(() => expect(sent).toEqual([""]));
  });
});
