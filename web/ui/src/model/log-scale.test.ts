import { describe, expect, it } from "vitest";
import { LogScale, nearest } from "./log-scale";

describe("logarithmic axis", () => {
  const scale = new LogScale(1e3, 1e9, 40, 600);

  it("givesEachDecadeTheSameWidth", () => {
    expect([1e3, 1e4, 1e6, 1e9].map((nanos) => scale.xOf(nanos))).toEqual([
      40, 140, 340, 640,
    ]);
  });

  it("hasATickAtEachPowerOfTenWithin", () => {
    expect(new LogScale(1e3, 5.2e5, 0, 100).ticks()).toEqual([1e3, 1e4, 1e5]);
    expect(scale.ticks()).toHaveLength(7);
  });

  it("axisOfOneSize_hasItAtTheEnd", () => {
    const one = new LogScale(500, 500, 10, 90);
    expect(one.xOf(500)).toBe(100);
    expect(one.ticks()).toEqual([]);
  });

  it("nearestPoint_isThatDrawnNearest", () => {
    const points = [{ window: 1e3 }, { window: 1e4 }, { window: 1e9 }];
    expect(nearest(points, scale, 120)).toBe(points[1]);
    expect(nearest(points, scale, -5)).toBe(points[0]);
  });
});
