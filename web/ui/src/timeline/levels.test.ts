import { describe, expect, it } from "vitest";
import { bucketNanos, levelFor, padded, tileNanos, tilesOf } from "./levels";

describe("levels", () => {
  it("buckets_areNoLongerThanAPixel_andMoreThanHalfOfOne", () => {
    for (const length of [1e3, 7.7e5, 6e9, 3.3e12]) {
      const perPixel = length / 1500;
      const level = levelFor({ from: 0, to: length }, 1500);
      expect(bucketNanos(level)).toBeLessThanOrEqual(Math.max(1, perPixel));
      expect(bucketNanos(level) * 2).toBeGreaterThan(perPixel);
    }
  });

  it("closerThanANanosecondAPixel_isLevelZero", () => {
    expect(levelFor({ from: 5, to: 205 }, 1500)).toBe(0);
  });

  it("tiles_coverTheRange_andEndIsExclusive", () => {
    const length = tileNanos(10);
    expect(tilesOf({ from: 0, to: length }, 10)).toEqual({
      level: 10,
      first: 0,
      last: 0,
    });
    expect(tilesOf({ from: length - 1, to: 2 * length + 1 }, 10)).toEqual({
      level: 10,
      first: 0,
      last: 2,
    });
  });

  it("padding_staysInTheTrace", () => {
    const trace = { from: 0, to: 100 };
    expect(padded({ from: 10, to: 30 }, trace, 1)).toEqual({ from: 0, to: 50 });
    expect(padded({ from: 90, to: 100 }, trace, 0.5)).toEqual({
      from: 85,
      to: 100,
    });
  });
});
