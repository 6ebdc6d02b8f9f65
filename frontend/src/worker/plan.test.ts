import { describe, expect, it } from "vitest";
import { languageOf, mayKeep, wayOf, type Asked } from "./plan";

const asked = (path: string, more: Partial<Asked> = {}): Asked => ({
  method: "GET",
  mode: "cors",
  path,
  isOwn: true,
  isPersonal: false,
  destination: "",
  ...more,
});

describe("the way of a request", () => {
  it.each([
    ["/static/app/assets/main-12345678.js", "asset"],
    ["/api/v1/content/caNTg-qeTyz1_x/", "content"],
    ["/api/v1/modules/?locale=ar", "list"],
    ["/api/v1/modules/t1-0810-circles/?locale=en", "list"],
    ["/api/v1/tracks/", "list"],
    ["/api/v1/helplines/?country=BH", undefined],
    ["/api/v1/learners/me/", undefined],
    ["/static/wagtailadmin/css/core.css", undefined],
    ["/sw.js", undefined],
  ])("%s is %s", (path, way) => {
    expect(wayOf(asked(path))).toBe(way);
  });

  it.each([
    ["/", "page"],
    ["/exit/", "page"],
    ["/en/", "page"],
    ["/ar/children/?band=8-10", "page"],
    ["/pt-br/offline/", "page"],
    ["/admin/pages/", undefined],
    ["/api/v1/docs/", undefined],
    ["/documents/3/plan.pdf", undefined],
    ["/healthz", undefined],
  ])("of a page at %s is %s", (path, way) => {
    expect(wayOf(asked(path, { mode: "navigate" }))).toBe(way);
  });

  it("leaves pictures alone that a pack is made of, and keeps those that a page shows", () => {
    const picture = "/media/original_images/reef.svg";
    expect(wayOf(asked(picture, { destination: "image" }))).toBe("media");
    expect(wayOf(asked(picture))).toBeUndefined();
  });

  it.each([{ method: "POST" }, { isOwn: false }, { isPersonal: true }])(
    "is the browser’s own for %j",
    (more) => {
      expect(wayOf(asked("/api/v1/modules/", more))).toBeUndefined();
      expect(wayOf(asked("/en/", { mode: "navigate", ...more }))).toBeUndefined();
    },
  );
});

describe("what may be kept", () => {
  const answer = (status: number, control: string, type = "basic") => {
    const response = new Response(null, { status, headers: { "Cache-Control": control } });
    return Object.defineProperty(response, "type", { value: type });
  };

  it.each([
    [200, "", true],
    [200, "public, max-age=60", true],
    [200, "no-cache", true],
    [200, "private", false],
    [200, "max-age=0, no-cache, no-store, must-revalidate, private", false],
    [206, "", false],
    [404, "", false],
    [503, "", false],
  ])("%i with “%s”: %s", (status, control, may) => {
    expect(mayKeep(answer(status, control))).toBe(may);
  });

  it("is nothing that was led elsewhere", () => {
    expect(mayKeep(answer(200, "", "opaque"))).toBe(false);
  });
});

describe("the language of a page that is not here", () => {
  it.each([
    ["/ar/children/storm/", ["en-GB"], "ar"],
    ["/", ["ar-BH", "en"], "ar"],
    ["/", ["tlh"], "en"],
    ["/fr/", ["ar"], "ar"],
  ])("%s asked for by %j: %s", (path, wanted, language) => {
    expect(languageOf(path, ["en", "ar"], wanted)).toBe(language);
  });
});
