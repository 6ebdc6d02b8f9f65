/**
 * What a poster may stand on: flat shapes in the colours of the project's own art.
 *
 * They are drawn with attributes alone, so that a saved picture needs no style sheet.
 */
import { PAGE } from "./rules";

export interface Shape {
  d: string;
  fill: string;
}

const { width, height } = PAGE;
const whole = (fill: string): Shape => ({ d: `M0 0h${width}v${height}H0z`, fill });
const circle = (x: number, y: number, r: number, fill: string): Shape => ({
  d: `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  fill,
});
/** Everything below a line of waves. */
const waves = (y: number, fill: string, shift = 0): Shape => ({
  d: `M${-shift} ${y}${"q25-12 50 0t50 0".repeat(4)}V${height}H${-shift}z`,
  fill,
});

export const backdrops = {
  sea: [
    whole("#d9eff2"),
    waves(90, "#bfe7ea"),
    waves(190, "#9dd8de", 30),
    waves(290, "#79c3cd"),
    { d: "M0 372q70-20 150-6t150-8v42H0z", fill: "#f7dca6" },
    circle(38, 250, 5, "#f2fbfb"),
    circle(52, 228, 8, "#f2fbfb"),
    circle(262, 150, 6, "#f2fbfb"),
    circle(250, 128, 9, "#f2fbfb"),
  ],
  beach: [
    whole("#e4f5f5"),
    circle(238, 64, 34, "#ffc23d"),
    { d: "M20 74q4-20 26-16 10-20 32-8 22-4 24 16 14 0 14 12H20z", fill: "#fffdf8" },
    waves(170, "#8fd6dc"),
    { d: "M0 250q80-26 160-8t140-14v172H0z", fill: "#f7dca6" },
    { d: "M0 330q90-20 170 0t130-8v78H0z", fill: "#efc985" },
  ],
  night: [
    whole("#2c5a8c"),
    circle(228, 76, 34, "#fff3cf"),
    circle(244, 68, 30, "#2c5a8c"),
    ...[
      [40, 60],
      [96, 34],
      [150, 96],
      [60, 140],
      [270, 160],
      [200, 190],
      [24, 220],
    ].map(([x = 0, y = 0]) => circle(x, y, 3, "#ffe9a8")),
    waves(300, "#3a6fa3"),
    waves(345, "#4c86b5", 25),
  ],
  sunrise: [
    whole("#ffedc7"),
    { d: "M0 0h300v110H0z", fill: "#ffd8c4" },
    { d: "M0 110h300v70H0z", fill: "#ffe2c4" },
    circle(150, 250, 74, "#ffc23d"),
    circle(150, 250, 56, "#ffd675"),
    waves(262, "#f0a48f"),
    waves(315, "#d9807a", 30),
  ],
  paper: [
    whole("#f7dca6"),
    { d: "M12 12h276v376H12z", fill: "#fffaf2" },
    { d: "M20 20h260v2H20zM20 378h260v2H20zM20 22h2v356h-2zM278 22h2v356h-2z", fill: "#0b6f88" },
  ],
} satisfies Record<string, Shape[]>;

export type BackdropName = keyof typeof backdrops;
export const backdropNames = Object.keys(backdrops) as BackdropName[];
