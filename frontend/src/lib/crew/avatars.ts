/**
 * What a player can look like: a sea thing, in a colour, under a hat or none.
 *
 * The lists are those of `challenge/learners/avatars.py`; `art/crew.svg` draws them.
 */
export const animals = [
  "dugong",
  "turtle",
  "dolphin",
  "seahorse",
  "octopus",
  "crab",
  "starfish",
  "jellyfish",
  "whale",
  "ray",
  "pufferfish",
  "clownfish",
  "lobster",
  "shrimp",
  "oyster",
  "urchin",
  "squid",
  "seal",
  "otter",
  "pelican",
  "flamingo",
  "heron",
  "gull",
  "hermit",
] as const;
export const colours = ["teal", "coral", "sand", "violet", "lime", "navy", "rose", "sky"] as const;
export const hats = ["cap", "sailor", "beanie", "straw", "crown", "flower"] as const;

export type Animal = (typeof animals)[number];
export type Colour = (typeof colours)[number];
export type Hat = (typeof hats)[number];

export interface Look {
  animal: Animal;
  colour: Colour;
  hat: Hat | "";
}

/** How the colours look: of the body of an animal, under its dark outline. */
export const shades: Record<Colour, string> = {
  teal: "#2aa39b",
  coral: "#f0806d",
  sand: "#e3b55f",
  violet: "#a678c9",
  lime: "#8cbf3f",
  navy: "#4a78a8",
  rose: "#e58aae",
  sky: "#6db8e8",
};

const among = <T extends string>(list: readonly T[], name: string | undefined): T | undefined =>
  list.find((candidate) => candidate === name);

/** The look of an avatar of the API; what it leaves out, or what is unknown, is the first of its list. */
export function lookOf(avatar: string): Look {
  const [animal, colour, hat] = avatar.split("-");
  return {
    animal: among(animals, animal) ?? animals[0],
    colour: among(colours, colour) ?? colours[0],
    hat: among(hats, hat) ?? "",
  };
}

/** The avatar of the API for a look. */
export function avatarOf({ animal, colour, hat }: Look): string {
  return [animal, colour, ...(hat ? [hat] : [])].join("-");
}

const anyOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** A look by chance whose animal nobody of `taken` (avatars) is, while there is one left. */
export function newLook(taken: string[]): Look {
  const known = new Set(taken.filter(Boolean).map((avatar) => lookOf(avatar).animal));
  const free = animals.filter((animal) => !known.has(animal));
  return { animal: anyOf(free.length > 0 ? free : animals), colour: anyOf(colours), hat: "" };
}
