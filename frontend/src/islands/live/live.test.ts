import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mount } from ".";

const answer = (html: string, etag: string) =>
  new Response(html, { status: 200, headers: { ETag: etag } });

let target: HTMLElement;
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
  fetched.mockReset();
  document.body.innerHTML =
    '<div data-island="live" data-url="/now/" data-seconds="2"><p role="status">0</p><ul></ul></div>';
  target = document.body.firstElementChild as HTMLElement;
});

afterEach(() => {
  target.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a part that follows the server", () => {
  it("shows what has changed, keeps its status, and then asks with the tag it got", async () => {
    fetched.mockResolvedValueOnce(answer('<p role="status">1</p><ul><li>otter</li></ul>', '"a"'));
    fetched.mockResolvedValue(new Response(null, { status: 304 }));
    const status = target.querySelector("[role=status]");
    mount(target);
    await vi.advanceTimersByTimeAsync(0);
    expect(target.querySelector("[role=status]")).toBe(status);
    expect(target.textContent).toBe("1otter");
    await vi.advanceTimersByTimeAsync(2000);
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(fetched.mock.lastCall?.[1]?.headers).toEqual({ "If-None-Match": '"a"' });
    expect(target.textContent).toBe("1otter");
  });

  it("leaves the items of a list that were there, and takes away what is gone", async () => {
    const page = (...items: string[]) =>
      `<p role="status"></p><ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
    const list = () => [...target.querySelectorAll("li")].map((item) => item.textContent);
    fetched.mockResolvedValueOnce(answer(page("otter"), '"a"'));
    fetched.mockResolvedValueOnce(answer(page("gull", "otter", "seal"), '"b"'));
    fetched.mockResolvedValue(answer(page("seal"), '"c"'));
    mount(target);
    await vi.advanceTimersByTimeAsync(0);
    const otter = target.querySelector("li");
    await vi.advanceTimersByTimeAsync(2000);
    expect(list()).toEqual(["gull", "otter", "seal"]);
    expect(target.querySelectorAll("li")[1]).toBe(otter);
    await vi.advanceTimersByTimeAsync(2000);
    expect(list()).toEqual(["seal"]);
  });

  it("asks more seldom while the server cannot be reached, and goes on when it can", async () => {
    fetched.mockRejectedValueOnce(new TypeError("no network"));
    fetched.mockResolvedValue(answer('<p role="status">2</p><ul></ul>', '"b"'));
    mount(target);
    await vi.advanceTimersByTimeAsync(2000);
    expect(fetched).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(target.textContent).toBe("2");
  });

  it("stops when there is nothing to follow any more", async () => {
    fetched.mockResolvedValue(new Response("", { status: 404 }));
    mount(target);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
