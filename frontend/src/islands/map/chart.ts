/**
 * The children's chart: islands that come out of the mist, the way between them, and the boat.
 *
 * It draws into `.chart`, whose islands are `[data-isle="<number>"]`, in the page's order. All of it is
 * decoration; what it shows is said in words at the links.
 */
import { artUrl } from "../../art/sheets";
import type { ArtName } from "../../art/names";
import { t } from "../../lib/i18n";
import { prefersStillness } from "../../lib/moments";
import { Table } from "../../lib/device/table";
import type { Shown } from "../../lib/state/record";
import { lengthOf, passed, pathOf, wayThrough, type Point } from "./route";

const SVG = "http://www.w3.org/2000/svg";

/** How clear an island is for a module: 0 in the mist, 1 in the sun. */
const LIGHT = { new: 0.5, started: 0.75, finished: 1 } as const;

/** Pixels the boat makes in a second, and how long a trip lasts at least and at most, in ms. */
const SPEED = 320;
const SHORTEST = 900;
const LONGEST = 3200;

/** Where the boat lay when this device's learner last saw it: the number of an island. */
const berths = new Table<string>("values");
const BERTH = "boat";

export class Chart {
  readonly #element: HTMLElement;
  readonly #boat: SVGElement | null;
  readonly #path = document.createElementNS(SVG, "path");
  #berth = "";

  constructor(element: HTMLElement) {
    this.#element = element;
    this.#boat = element.querySelector(".lagoon__boat");
    const route = document.createElementNS(SVG, "svg");
    route.setAttribute("class", "chart__route");
    route.setAttribute("aria-hidden", "true");
    route.append(this.#path);
    element.prepend(route);
    new ResizeObserver(() => this.#draw()).observe(element);
  }

  /** Show what a learner has won: light on the islands, pearls on the string, Lulu's mood. */
  light(known: ReadonlyMap<string, Shown>): void {
    const states = (place: Element) =>
      [...place.querySelectorAll<HTMLElement>("a[data-module]")].map(
        ({ dataset }) => known.get(dataset["module"] ?? "")?.state ?? "new",
      );
    for (const isle of this.#element.querySelectorAll(".isle")) {
      const lights = states(isle).map((state) => LIGHT[state]);
      const mean = lights.reduce((sum, light) => sum + light, 0) / lights.length;
      isle.querySelector<HTMLElement>(".isle__scene")?.style.setProperty("--light", String(mean));
    }
    const all = states(this.#element);
    const won = all.filter((state) => state === "finished").length;
    this.#string(won);
    if (won > 0) this.#feel(won === all.length ? "dugong-cheer" : "dugong-read");
  }

  #string(count: number): void {
    const place = this.#element.querySelector<HTMLElement>(".lagoon__pearls");
    const words = place?.querySelector("[data-pearls]");
    if (!place || !words || count === 0) return;
    words.textContent = t("map.pearls", { count });
    place.dataset["won"] = "";
  }

  #feel(mood: ArtName): void {
    const use = this.#element.querySelector(".lagoon__guide use");
    if (use?.getAttribute("href") !== artUrl(mood)) use?.setAttribute("href", artUrl(mood));
  }

  /** Let the boat sail to the island of a module, from where it lay; it stays when there is none. */
  async sail(module: string | undefined): Promise<void> {
    const link = this.#element.querySelector(`a[data-module="${CSS.escape(module ?? "")}"]`);
    const target = link?.closest<HTMLElement>("[data-isle]")?.dataset["isle"] ?? "";
    const last = (await berths.get(BERTH)) ?? "";
    const from = this.#find(last) ? last : "";
    this.#berth = target || from;
    if (target && target !== from) {
      void berths.put(BERTH, target);
      if (!prefersStillness()) this.#animate(from, target);
    }
    this.#draw();
  }

  /** Draw the way anew and lay the boat at its island: the page has another size. */
  #draw(): void {
    const places = this.#places();
    this.#path.setAttribute(
      "d",
      pathOf(wayThrough(places.map(shoreOf(this.#origin)), this.#isRing)),
    );
    const isle = this.#find(this.#berth);
    if (isle && this.#boat) this.#boat.style.transform = this.#moved(this.#berthAt(isle));
  }

  #animate(from: string, to: string): void {
    const places = this.#places();
    const index = (number: string) => places.findIndex(({ dataset }) => dataset["isle"] === number);
    const start = this.#find(from);
    const target = this.#find(to);
    if (!this.#boat || !target) return;
    const between = start ? passed(places.length, index(from), index(to), this.#isRing) : [];
    const way = wayThrough([
      start ? this.#berthAt(start) : this.#home(),
      ...between.flatMap((place) => places[place] ?? []).map(shoreOf(this.#origin)),
      this.#berthAt(target),
    ]);
    const duration = Math.min(Math.max((lengthOf(way) / SPEED) * 1000, SHORTEST), LONGEST);
    const frames = way.map((point) => ({ transform: this.#moved(point) }));
    this.#boat.animate(frames, { duration, easing: "ease-in-out" });
  }

  get #isRing(): boolean {
    return getComputedStyle(this.#element).getPropertyValue("--ring").trim() === "1";
  }

  /** The islands on the way: all on a map, on a phone those that are open. */
  #places(): HTMLElement[] {
    const isles = [...this.#element.querySelectorAll<HTMLElement>("[data-isle]")];
    if (!this.#isRing) return isles.filter((isle) => isle.classList.contains("isle"));
    return isles.sort((a, b) => Number(a.dataset["isle"]) - Number(b.dataset["isle"]));
  }

  #find(number: string): HTMLElement | null {
    return this.#element.querySelector(`.isle[data-isle="${CSS.escape(number)}"]`);
  }

  get #origin(): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return {
      x: left + this.#element.clientLeft,
      y: top + this.#element.clientTop,
    };
  }

  /** Where the boat's keel is when nothing has moved it: its frame stays there. */
  #home(): Point {
    const frame = this.#boat?.parentElement ?? this.#element;
    const { left, width, bottom } = frame.getBoundingClientRect();
    const { x, y } = this.#origin;
    return { x: left + width / 2 - x, y: bottom - y };
  }

  #moved({ x, y }: Point): string {
    const home = this.#home();
    return `translate(${(x - home.x).toFixed(1)}px, ${(y - home.y).toFixed(1)}px)`;
  }

  /** Where the boat's keel is when it lies at an island: off the shore where reading begins. */
  #berthAt(isle: HTMLElement): Point {
    const { left, right, bottom, width } = sceneOf(isle).getBoundingClientRect();
    const { x, y } = this.#origin;
    const isMirrored = getComputedStyle(isle).direction === "rtl";
    return { x: (isMirrored ? right - width * 0.2 : left + width * 0.2) - x, y: bottom - y };
  }
}

const sceneOf = (isle: HTMLElement) => isle.querySelector(".isle__scene") ?? isle;

/** Where the way meets an island: in the water before it. */
const shoreOf = (origin: Point) => (isle: HTMLElement) => {
  const { left, top, width, height } = sceneOf(isle).getBoundingClientRect();
  return { x: left + width / 2 - origin.x, y: top + height * 0.78 - origin.y };
};
