// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { animals, avatarOf, colours, hats, lookOf, newLook, shades } from "./avatars";

describe("what a player looks like", () => {
  it("is the same after its way through the API", () => {
    for (const avatar of ["turtle-teal", "hermit-sky-crown"]) {
      expect(avatarOf(lookOf(avatar))).toBe(avatar);
    }
  });

  it("is something, whatever the server says", () => {
    expect(avatarOf(lookOf("crab"))).toBe("crab-teal");
    expect(avatarOf(lookOf(""))).toBe("dugong-teal");
    expect(avatarOf(lookOf("unicorn-gold-wig"))).toBe("dugong-teal");
  });

  it("is drawn for each animal and hat, and each colour has a shade of its own", () => {
    const sheet = readFileSync("src/art/crew.svg", "utf8");
    const symbols = [...sheet.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id);
    const drawn = [...animals, ...hats.map((hat) => `hat-${hat}`)];
    expect(symbols.filter((id) => !id?.startsWith("keep-"))).toEqual(drawn);
    expect(new Set(Object.values(shades)).size).toBe(colours.length);
  });

  it("is an animal that nobody here is, by chance, until all are taken", () => {
    const taken = animals.slice(1).map((animal) => `${animal}-teal`);
    expect(newLook(taken).animal).toBe("dugong");
    vi.spyOn(Math, "random").mockReturnValue(0.99);
    expect(newLook([...taken, "dugong-teal"]).animal).toBe("hermit");
  });
});
