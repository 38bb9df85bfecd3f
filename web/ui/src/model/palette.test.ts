import { describe, expect, it } from "vitest";
import {
  bucketPixels,
  hasMoreContrast,
  packPixel,
  PALETTE,
  parseHex,
  statePixels,
  textOn,
  THEMES,
  type PaletteKey,
  type Theme,
} from "./palette";
import { STATE_KEYS, STATE_ORDINAL } from "./states";

/** Relative luminance and contrast as WCAG defines them. */
function luminance(hex: string): number {
  const [r, g, b] = parseHex(
    hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join("")}` : hex,
  ).map((v) => {
    const c = v / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe("palette", () => {
  it.each(THEMES)("text on every %s state can be read", (theme: Theme) => {
    for (const key of Object.keys(PALETTE[theme]) as PaletteKey[]) {
      const ratio = contrast(PALETTE[theme][key], textOn(theme, key));
      const least = hasMoreContrast(theme) ? 4.5 : 3;
      expect(ratio, `${key} on ${theme}`).toBeGreaterThanOrEqual(least);
    }
  });

  it("packs pixels little-endian with full alpha", () => {
    expect(packPixel(parseHex("#112233"))).toBe(0xff332211);
  });

  it("draws a full bucket pure and leaves a dead one transparent", () => {
    const buckets = bucketPixels("light", "#ffffff");
    const states = statePixels("light");
    for (const key of STATE_KEYS) {
      expect(buckets[0xf0 | (STATE_ORDINAL[key] + 1)]).toBe(
        states[STATE_ORDINAL[key]],
      );
    }
    expect(buckets[0]).toBe(0);
    expect(buckets[0x11]).not.toBe(buckets[0xf1]);
  });
});
