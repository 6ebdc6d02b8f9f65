// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { names, type SheetName } from "./names";
import { artUrl } from "./sheets";

const sheet = (name: string) => readFileSync(`src/art/${name}.svg`, "utf8");

describe("the sheets of pictures", () => {
  it.each(Object.keys(names) as SheetName[])("%s holds the pictures it is said to hold", (name) => {
    const symbols = [...sheet(name).matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id);
    expect(symbols).toEqual([...names[name]]);
  });

  it.each([...Object.keys(names), "crew", "icon", "pictures"])(
    "%s loads nothing and runs nothing",
    (name) => {
      expect(sheet(name)).not.toMatch(/<script|<style|<image|https?:\/\/(?!www\.w3\.org)| on\w+=/);
    },
  );

  it("finds the sheet of a picture", () => {
    expect(artUrl("t4")).toMatch(/chart.*#t4$/);
    expect(artUrl("who-8-10")).toMatch(/people.*#who-8-10$/);
    expect(artUrl("pearl")).toMatch(/reef.*#pearl$/);
  });
});
