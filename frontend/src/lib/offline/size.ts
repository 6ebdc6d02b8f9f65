/** How much a download weighs, in words. */
import { t } from "../i18n";

const KILO = 1000;

/** A number of bytes as people read it: "84 kB", "1.2 MB"; never less than 1 kB. */
export function inWords(bytes: number): string {
  if (bytes < KILO * KILO) {
    return t("size.kilobytes", { number: Math.max(1, Math.round(bytes / KILO)) });
  }
  return t("size.megabytes", { number: Math.round((10 * bytes) / (KILO * KILO)) / 10 });
}
