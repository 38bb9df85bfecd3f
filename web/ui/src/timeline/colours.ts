import { cssVariable } from "../components/use-canvas";
import {
  bucketPixels,
  mixed,
  packPixel,
  PALETTE,
  parseHex,
  SHARE_LEVELS,
  textOn,
  unpackPixel,
  type PaletteKey,
  type Theme,
} from "../model/palette";
import { STATE_KEYS } from "../model/states";
import { PINNED_CELL } from "./raster";
import { FLAG_PINNED, type SpanBox } from "./tiles";

/** What is left of a colour while others are highlighted. */
export const RECEDING = 0.14;

/** Everything the timeline's canvases draw with, read once per theme. */
export interface Colours {
  readonly theme: Theme;
  readonly background: string;
  readonly panel: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly fontUi: string;
  readonly fontMono: string;
  readonly state: Record<PaletteKey, string>;
  /** Pixel of each cell of a row raster. */
  readonly cellPixels: Uint32Array;
  readonly hatch: CanvasPattern | null;
  /** Whether something else is highlighted. */
  readonly recedes: (key: PaletteKey) => boolean;
}

export function readColours(
  theme: Theme,
  context: CanvasRenderingContext2D,
  highlight: readonly PaletteKey[] = [],
): Colours {
  const background = cssVariable("--bg");
  const recedes = (key: PaletteKey) =>
    highlight.length > 0 && !highlight.includes(key);
  return {
    theme,
    background,
    panel: cssVariable("--panel"),
    line: cssVariable("--line"),
    lineStrong: cssVariable("--line-strong"),
    text: cssVariable("--text"),
    muted: cssVariable("--muted"),
    accent: cssVariable("--accent"),
    onAccent: cssVariable("--on-accent"),
    fontUi: cssVariable("--font-ui"),
    fontMono: cssVariable("--font-mono"),
    state: PALETTE[theme],
    cellPixels: cellPixelsOf(theme, hexOf(background), recedes),
    recedes,
    hatch: hatchPattern(context, cssVariable("--hatch")),
  };
}

function cellPixelsOf(
  theme: Theme,
  background: string,
  recedes: (key: PaletteKey) => boolean,
): Uint32Array {
  const pixels = bucketPixels(theme, background);
  const pinned = packPixel(parseHex(PALETTE[theme].pinned));
  for (let share = 0; share < SHARE_LEVELS; share++)
    pixels[(share << 4) | PINNED_CELL] = pinned;
  for (let cell = 0; cell < pixels.length; cell++) {
    const key =
      (cell & 15) === PINNED_CELL ? "pinned" : STATE_KEYS[(cell & 15) - 1];
    if (key !== undefined && recedes(key))
      pixels[cell] = packPixel(
        mixed(unpackPixel(pixels[cell]), parseHex(background), RECEDING),
      );
  }
  return pixels;
}

/** #fff as #ffffff: the style sheet is minified. */
function hexOf(colour: string): string {
  if (colour.length !== 4) return colour;
  return `#${[...colour.slice(1)].map((digit) => digit + digit).join("")}`;
}

function hatchPattern(
  context: CanvasRenderingContext2D,
  colour: string,
): CanvasPattern | null {
  const tile = new OffscreenCanvas(6, 6);
  const pen = tile.getContext("2d");
  if (pen === null) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.3;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift - 1, 7);
    pen.lineTo(shift + 7, -1);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}

/** What a span is coloured as: its state, or pinned, which matters more. */
export function paletteKeyOf(box: SpanBox): PaletteKey {
  return (box.flags & FLAG_PINNED) !== 0
    ? "pinned"
    : (STATE_KEYS[box.state] ?? "undetermined");
}

export function inkOn(colours: Colours, key: PaletteKey): string {
  return textOn(colours.theme, key);
}
