/** The way from island to island: pure geometry, in pixels of the chart. */

export interface Point {
  x: number;
  y: number;
}

/** Points that a leg of the way is drawn with; the bends are wide, so few are enough. */
const STEPS = 10;

/**
 * Lay a smooth way through places (a uniform Catmull–Rom spline: it goes through each of them).
 *
 * A closed way leads from the last place back to the first. Fewer than two places give themselves.
 */
export function wayThrough(places: readonly Point[], closed = false): Point[] {
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last || first === last) return [...places];
  const stops = closed ? [...places, first] : [...places];
  const [ahead, behind] = closed ? [last, places[1] ?? last] : [first, last];
  const way = [first];
  stops.slice(1).forEach((to, leg) => {
    const from = stops[leg] ?? first;
    const before = stops[leg - 1] ?? ahead;
    const after = stops[leg + 2] ?? behind;
    for (let step = 1; step <= STEPS; step += 1) {
      const share = step / STEPS;
      way.push({
        x: bend(before.x, from.x, to.x, after.x, share),
        y: bend(before.y, from.y, to.y, after.y, share),
      });
    }
  });
  return way;
}

function bend(before: number, from: number, to: number, after: number, share: number): number {
  const slopes = (to - before) * share;
  const curve = (2 * before - 5 * from + 4 * to - after) * share ** 2;
  const turn = (3 * from - before - 3 * to + after) * share ** 3;
  return from + (slopes + curve + turn) / 2;
}

/** The places passed between two of a way, without both; round a closed way by the shorter side. */
export function passed(count: number, from: number, to: number, closed: boolean): number[] {
  let way = to - from;
  if (closed && Math.abs(way) > count / 2) way -= Math.sign(way) * count;
  const direction = Math.sign(way);
  return Array.from(
    { length: Math.max(Math.abs(way) - 1, 0) },
    (_, step) => (from + direction * (step + 1) + count) % count,
  );
}

/** The `d` of an SVG path. */
export function pathOf(way: readonly Point[]): string {
  return way
    .map(({ x, y }, index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join("");
}

/** How long a way is, in pixels. */
export function lengthOf(way: readonly Point[]): number {
  return way.reduce((sum, { x, y }, index) => {
    const last = way[index - 1];
    return last ? sum + Math.hypot(x - last.x, y - last.y) : 0;
  }, 0);
}
