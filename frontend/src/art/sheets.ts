import badges from "./badges.svg";
import chart from "./chart.svg";
import harbour from "./harbour.svg";
import moods from "./moods.svg";
import people from "./people.svg";
import reef from "./reef.svg";
import scales from "./scales.svg";
import stickers from "./stickers.svg";
import { names, type ArtName, type SheetName } from "./names";

const files: Record<SheetName, string> = {
  badges,
  chart,
  harbour,
  moods,
  people,
  reef,
  scales,
  stickers,
};

/** The address of a picture, for an SVG `use`; one sheet serves the islands and the templates. */
export function artUrl(name: ArtName): string {
  const sheets = Object.keys(names) as SheetName[];
  const sheet = sheets.find((key) => (names[key] as readonly string[]).includes(name)) ?? "reef";
  return `${files[sheet]}#${name}`;
}
