import { describe, expect, it } from "vitest";
import {
  PALETTE,
  parseHex,
  THEMES,
  type PaletteKey,
  type Rgb,
  type Theme,
} from "./palette";

type Matrix = readonly [Rgb, Rgb, Rgb];

/** What is left of linear red, green and blue when one kind of cone is missing, after Machado, Oliveira and Fernandes (2009). */
const SIGHTS: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];

const OKLAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

function times(matrix: Matrix, [x, y, z]: Rgb): Rgb {
  const [a, b, c] = matrix.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [a, b, c];
}

function mapped([x, y, z]: Rgb, change: (value: number) => number): Rgb {
  return [change(x), change(y), change(z)];
}

function oklab(hex: string, sight: Matrix): Rgb {
  const linear = mapped(parseHex(hex), (value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const seen = mapped(times(sight, linear), (c) => Math.min(1, Math.max(0, c)));
  return times(OKLAB, mapped(times(CONES, seen), Math.cbrt));
}

/** Distance in OKLab times 100: about 2 can just be told apart side by side. */
function distance(a: string, b: string, sight: Matrix): number {
  const [p, q] = [oklab(a, sight), oklab(b, sight)];
  return 100 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** The two colours that are closest for somebody, with their distance. */
function closest(theme: Theme): { readonly pair: string; readonly by: number } {
  const colours = PALETTE[theme];
  // Waiting and parked share a colour on purpose; what is unknown is nothing to tell apart.
  const keys = (Object.keys(colours) as PaletteKey[]).filter(
    (key) => key !== "waiting" && key !== "undetermined",
  );
  let worst = { pair: "", by: Number.POSITIVE_INFINITY };
  for (const [name, sight] of Object.entries(SIGHTS))
    for (const [i, a] of keys.entries())
      for (const b of keys.slice(i + 1)) {
        const by = distance(colours[a], colours[b], sight);
        if (by < worst.by) worst = { pair: `${a}, ${b}, ${name}`, by };
      }
  return worst;
}

describe("colours of states", () => {
  it.each(THEMES)("%s_canBeToldApartByEveryKindOfSight", (theme) => {
    const { pair, by } = closest(theme);
    expect(by, pair).toBeGreaterThanOrEqual(9.5);
  });
});
