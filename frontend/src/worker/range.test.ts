// @vitest-environment node
import { describe, expect, it } from "vitest";
import { partOf } from "./range";

const film = () =>
  new Response("0123456789", { headers: { "Content-Type": "video/mp4", "Content-Length": "10" } });

describe("a part of a film that is on the device", () => {
  it.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=4-", "456789", "bytes 4-9/10"],
    ["bytes=8-99", "89", "bytes 8-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-99", "0123456789", "bytes 0-9/10"],
  ])("%s gives %s", async (range, body, place) => {
    const part = await partOf(film(), range);
    expect(part.status).toBe(206);
    expect(await part.text()).toBe(body);
    expect(part.headers.get("Content-Range")).toBe(place);
    expect(part.headers.get("Content-Length")).toBe(String(body.length));
    expect(part.headers.get("Content-Type")).toBe("video/mp4");
  });

  it.each(["bytes=10-", "bytes=5-4", "bytes=-0"])("%s cannot be met", async (range) => {
    const part = await partOf(film(), range);
    expect(part.status).toBe(416);
    expect(part.headers.get("Content-Range")).toBe("bytes */10");
  });

  it.each(["bytes=0-1,4-5", "bytes=-", "lines=1-2"])("%s gives the whole", async (range) => {
    const part = await partOf(film(), range);
    expect(part.status).toBe(200);
    expect(await part.text()).toBe("0123456789");
  });
});
