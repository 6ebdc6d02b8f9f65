// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Release } from "./release";

const release = new Release({
  version: "2",
  languages: ["en", "ar"],
  files: {
    "main-newnewne.js": [],
    "kit-newnewne.js": ["main-newnewne.js"],
    "player-chat-newnewne.js": ["kit-newnewne.js", "player-chat-css_new1.css"],
    "player-chat-css_new1.css": [],
    "twin-aaaaaaaa.js": [],
    "twin-bbbbbbbb.js": [],
  },
  shell: ["main-newnewne.js"],
  pages: ["/en/offline/"],
});

describe("a release", () => {
  it("brings its shell and its pages", () => {
    expect(release.shell).toEqual(["/static/app/assets/main-newnewne.js", "/en/offline/"]);
  });

  it("knows what stands for the parts of an older one, with all that these need", () => {
    expect([...release.successors(["player-chat-oldoldol.js", "gone-oldoldol.js"])].sort()).toEqual(
      [
        "kit-newnewne.js",
        "main-newnewne.js",
        "player-chat-css_new1.css",
        "player-chat-newnewne.js",
      ],
    );
    expect(release.successors(["twin-oldoldol.js"]).size).toBe(2);
  });

  it("leads a kept page to its own parts, and touches nothing else", () => {
    const page = [
      `<style>a{background:url(/static/app/assets/main-oldoldol.js)}</style>`,
      `<script src="/static/app/assets/main-oldoldol.js"></script>`,
      `<link href="/static/app/assets/kit-old-ol_d.js">`,
      `<use href="/static/app/assets/reef-oldoldol.svg#pearl"/>`,
      `<script src="/static/app/assets/twin-oldoldol.js"></script>`,
      `<img src="/media/main-oldoldol.js">`,
    ];
    expect(release.brought(page.join("\n")).split("\n")).toEqual([
      page[0],
      `<script src="/static/app/assets/main-newnewne.js"></script>`,
      `<link href="/static/app/assets/kit-newnewne.js">`,
      page[3],
      page[4],
      page[5],
    ]);
  });
});
