import { beforeEach, expect, it, vi } from "vitest";
import { mount } from ".";

const write = vi.fn<(text: string) => Promise<void>>();
let button: HTMLButtonElement;
let status: Element | null;

beforeEach(() => {
  vi.stubGlobal("navigator", { clipboard: { writeText: write } });
  document.body.innerHTML = `<div><input id="address" value="https://a.example/"><button data-from="address" hidden></button>
    <p role="status" data-copied="Copied." data-failed="Copy it yourself."></p></div>`;
  button = document.querySelector("button") as HTMLButtonElement;
  status = document.querySelector("[role=status]");
  mount(button);
});

it("copies the address and says so", async () => {
  write.mockResolvedValueOnce();
  expect(button.hidden).toBe(false);
  button.click();
  await vi.waitFor(() => expect(status?.textContent).toBe("Copied."));
  expect(write).toHaveBeenCalledWith("https://a.example/");
});

it("leaves it marked where it may not copy", async () => {
  write.mockRejectedValueOnce(new Error("no"));
  button.click();
  await vi.waitFor(() => expect(status?.textContent).toBe("Copy it yourself."));
  const input = document.querySelector("input");
  expect(input?.selectionEnd).toBe(input?.value.length);
});
