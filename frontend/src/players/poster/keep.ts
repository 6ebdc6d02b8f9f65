/**
 * Keep a poster on the device: as a picture, or on paper. It is sent nowhere.
 */
import { PAGE } from "./rules";

/** Pixels a unit of the page: 1,200 × 1,600 in all, sharp on A4 and small enough to pass on. */
const SHARPNESS = 4;
const SVG = "http://www.w3.org/2000/svg";
const PRINTING = "poster";

/**
 * Copy a poster so that it stands alone: what it borrows from the sheets of art comes with it, and
 * nothing that is there for the hands (`data-tool`) does.
 *
 * Rejects when a sheet cannot be fetched; each is in the browser's cache, for it is on the screen.
 */
export async function standAlone(poster: SVGSVGElement): Promise<SVGSVGElement> {
  const copy = poster.cloneNode(true) as SVGSVGElement;
  for (const tool of copy.querySelectorAll("[data-tool]")) tool.remove();
  for (const part of copy.querySelectorAll("[tabindex]")) {
    for (const name of part.getAttributeNames()) part.removeAttribute(name);
  }
  const uses = [...copy.querySelectorAll("use")];
  const sheets = new Set(uses.map((use) => sheetOf(use)));
  const drawn = new Map<string, Element>();
  for (const sheet of sheets) {
    for (const symbol of await symbolsOf(sheet)) drawn.set(`${sheet}#${symbol.id}`, symbol);
  }
  const definitions = document.createElementNS(SVG, "defs");
  for (const use of uses) {
    const symbol = drawn.get(use.getAttribute("href") ?? "");
    if (!symbol) continue;
    definitions.append(symbol);
    use.setAttribute("href", `#${symbol.id}`);
  }
  copy.prepend(definitions);
  copy.removeAttribute("class");
  copy.setAttribute("width", String(PAGE.width * SHARPNESS));
  copy.setAttribute("height", String(PAGE.height * SHARPNESS));
  return copy;
}

const sheetOf = (use: SVGUseElement): string =>
  (use.getAttribute("href") ?? "").split("#")[0] ?? "";

async function symbolsOf(sheet: string): Promise<SVGSymbolElement[]> {
  const response = await fetch(sheet);
  if (!response.ok) throw new Error(`The sheet of art answered ${response.status}.`);
  const parsed = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
  return [...parsed.querySelectorAll("symbol")];
}

/** Save a poster as a PNG file among the downloads. Rejects when the browser cannot draw it. */
export async function savePicture(poster: SVGSVGElement, name: string): Promise<void> {
  const text = new XMLSerializer().serializeToString(await standAlone(poster));
  const picture = new Image(PAGE.width * SHARPNESS, PAGE.height * SHARPNESS);
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext("2d")?.drawImage(picture, 0, 0, picture.width, picture.height);
  const file = await new Promise<Blob | null>((give) => canvas.toBlob(give, "image/png"));
  if (!file) throw new Error("The browser made no file.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.png`;
  link.click();
  // Safari reads the file only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Print a poster, and nothing else of the page; see the style of the player. */
export async function printPoster(poster: SVGSVGElement): Promise<void> {
  const sheet = document.createElement("div");
  sheet.className = "poster-sheet";
  sheet.append(await standAlone(poster));
  document.body.append(sheet);
  const page = document.documentElement;
  page.dataset["printing"] = PRINTING;
  addEventListener(
    "afterprint",
    () => {
      sheet.remove();
      delete page.dataset["printing"];
    },
    { once: true },
  );
  print();
}
