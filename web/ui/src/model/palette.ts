import { STATE_KEYS, STATE_ORDINAL, type StateKey } from "./states";

export type Theme = "light" | "dark";

/** What has a colour of its own: the states, and what is drawn over or instead of them. */
export type PaletteKey = StateKey | "gc" | "pinned";

/**
 * The state colours. They were chosen for the largest smallest distance in OKLab over normal and three kinds of
 * colour-deficient sight; waiting and parked share one that recedes, told apart by label. Never the only channel: file I/O
 * and pinned are hatched, every span has a tooltip, every chart a legend.
 */
export const PALETTE: Record<Theme, Record<PaletteKey, string>> = {
  light: {
    running: "#23c274",
    runnable: "#ffd317",
    blocked: "#d0430c",
    waiting: "#a6bfd8",
    parked: "#a6bfd8",
    sleeping: "#e0e5e9",
    socketIo: "#4582fa",
    fileIo: "#373c93",
    native: "#683b18",
    undetermined: "#f0f2f5",
    gc: "#ce5ca9",
    pinned: "#231a30",
  },
  dark: {
    running: "#15c780",
    runnable: "#ffd53f",
    blocked: "#ef3e00",
    waiting: "#3d5469",
    parked: "#3d5469",
    sleeping: "#2b313a",
    socketIo: "#5486d1",
    fileIo: "#783bc2",
    native: "#947c6a",
    undetermined: "#191f27",
    gc: "#ff98e2",
    pinned: "#ffeaf6",
  },
};

const INK = "#10151b";

const INK_ON: Record<Theme, ReadonlySet<PaletteKey>> = {
  light: new Set([
    "running",
    "runnable",
    "waiting",
    "parked",
    "sleeping",
    "undetermined",
    "gc",
  ]),
  dark: new Set(["running", "runnable", "gc", "pinned"]),
};

export interface EventColour {
  readonly fill: string;
  readonly ink: string;
}

/** Events of the program have types without number: hues repeat, names tell them apart. Paler than states, which are beside. */
const EVENT_FILLS: Record<Theme, readonly string[]> = {
  light: ["#c9d7f8", "#f6d2c0", "#cdeacb", "#e6d0f2", "#f5e3a6", "#c2e8ea"],
  dark: ["#33497d", "#74432c", "#2c5c38", "#5a3a70", "#625416", "#1f5a60"],
};

export function eventColour(theme: Theme, type: number): EventColour {
  const fills = EVENT_FILLS[theme];
  return {
    fill: fills[type % fills.length],
    ink: theme === "light" ? INK : "#f2f5f8",
  };
}

/** The colour of text on a span of this state. */
export function textOn(theme: Theme, key: PaletteKey): string {
  if (theme === "light") {
    if (key === "waiting" || key === "parked") return "#1d3044";
    if (key === "sleeping" || key === "undetermined") return "#4a5563";
  } else {
    if (key === "waiting" || key === "parked") return "#d3dce6";
    if (key === "sleeping" || key === "undetermined") return "#a4afbd";
  }
  return INK_ON[theme].has(key) ? INK : "#fff";
}

/** States that carry a hatch besides their colour. */
export function isHatched(key: PaletteKey): boolean {
  return key === "fileIo" || key === "pinned";
}

export type Rgb = readonly [red: number, green: number, blue: number];

export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A pixel of an `ImageData` seen as little-endian 32-bit words. */
export function packPixel([red, green, blue]: Rgb, alpha = 255): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

export function unpackPixel(pixel: number): Rgb {
  return [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
}

/** `weight` of one colour over the rest of another. */
export function mixed(over: Rgb, under: Rgb, weight: number): Rgb {
  const channel = (i: 0 | 1 | 2) =>
    Math.round(over[i] * weight + under[i] * (1 - weight));
  return [channel(0), channel(1), channel(2)];
}

/** Shares of a bucket run from 1 to 15. */
export const SHARE_LEVELS = 16;

/**
 * Pixel of every bucket byte of a tile: low nibble = state ordinal + 1 (0 = not alive), high nibble = share of the dominant
 * state. A state that fills its bucket is drawn pure, one that barely dominates is mixed with the background.
 */
export function bucketPixels(theme: Theme, background: string): Uint32Array {
  const pixels = new Uint32Array(256);
  const under = parseHex(background);
  for (let ordinal = 0; ordinal < STATE_KEYS.length; ordinal++) {
    const over = parseHex(PALETTE[theme][STATE_KEYS[ordinal]]);
    for (let share = 0; share < SHARE_LEVELS; share++) {
      const weight = 0.5 + (0.5 * share) / (SHARE_LEVELS - 1);
      pixels[(share << 4) | (ordinal + 1)] = packPixel(
        mixed(over, under, weight),
      );
    }
  }
  return pixels;
}

/** Pure pixel of each state, by ordinal. */
export function statePixels(theme: Theme): Uint32Array {
  const pixels = new Uint32Array(STATE_KEYS.length);
  for (const key of STATE_KEYS)
    pixels[STATE_ORDINAL[key]] = packPixel(parseHex(PALETTE[theme][key]));
  return pixels;
}
