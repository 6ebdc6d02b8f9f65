/** Pictures brought before they are shown; fetched once a module is in play, for nobody waits for it. */
import type { Picture } from "./api/types";
import { PICTURE_SIZES } from "./pictures";

/** Every picture anywhere in a payload, each once. */
export function picturesIn(value: unknown, found = new Map<string, Picture>()): Picture[] {
  if (Array.isArray(value)) {
    for (const entry of value) picturesIn(entry, found);
  } else if (isPicture(value)) {
    found.set(value.src, value);
  } else if (typeof value === "object" && value !== null) {
    for (const entry of Object.values(value)) picturesIn(entry, found);
  }
  return [...found.values()];
}

function isPicture(value: unknown): value is Picture {
  return typeof value === "object" && value !== null && "src" in value && "srcset" in value;
}

/** Held, so that the browser does not drop them before they are shown. */
const warmed: HTMLImageElement[] = [];

/** Bring pictures into the browser's cache, so that they are there when the network is not. */
export function warmPictures(pictures: Picture[]): void {
  for (const { src, srcset } of pictures) {
    const image = new Image();
    if (srcset) {
      image.sizes = PICTURE_SIZES;
      image.srcset = srcset;
    }
    image.src = src;
    warmed.push(image);
  }
}
