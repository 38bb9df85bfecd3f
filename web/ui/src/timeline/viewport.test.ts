import { describe, expect, it } from "vitest";
import {
  clampView,
  fitted,
  lengthOf,
  MIN_VIEW_NANOS,
  nanosAt,
  panned,
  revealing,
  rounded,
  xOf,
  zoomed,
} from "./viewport";

const trace = { from: 0, to: 60e9 };
const view = { from: 10e9, to: 20e9 };

describe("a view", () => {
  it("pixelsAndNanos_areInverse", () => {
    expect(xOf(view, 1000, 12.5e9)).toBe(250);
    expect(nanosAt(view, 1000, 250)).toBe(12.5e9);
  });

  it("zoom_keepsTheAnchorUnderItsPixel", () => {
    for (const factor of [1.6, 1 / 1.6, 40]) {
      const after = zoomed(view, 13e9, factor, trace);
      expect(xOf(after, 1000, 13e9)).toBeCloseTo(300, 6);
      expect(lengthOf(after)).toBeCloseTo(10e9 / factor, 3);
    }
  });

  it("zoomOut_endsAtTheWholeTrace", () => {
    expect(zoomed(view, 13e9, 1e-9, trace)).toEqual(trace);
  });

  it("zoomIn_endsAtTheClock", () => {
    const after = zoomed(view, 13e9, 1e15, trace);
    expect(lengthOf(after)).toBe(MIN_VIEW_NANOS);
    expect(after.from).toBeLessThanOrEqual(13e9);
    expect(after.to).toBeGreaterThanOrEqual(13e9);
  });

  it("pan_stopsAtTheEndsWithoutShrinking", () => {
    expect(panned(view, 5e9, trace)).toEqual({ from: 15e9, to: 25e9 });
    expect(panned(view, -99e9, trace)).toEqual({ from: 0, to: 10e9 });
    expect(panned(view, 99e9, trace)).toEqual({ from: 50e9, to: 60e9 });
  });

  it("clamp_movesBeforeItCuts", () => {
    expect(clampView({ from: 55e9, to: 65e9 }, trace)).toEqual({
      from: 50e9,
      to: 60e9,
    });
    expect(clampView({ from: -5e9, to: 99e9 }, trace)).toEqual(trace);
  });

  it("fit_leavesRoom_evenAroundAPoint", () => {
    const around = fitted({ from: 12e9, to: 14e9 }, trace);
    expect(around.from).toBeLessThan(12e9);
    expect(around.to).toBeGreaterThan(14e9);
    expect(lengthOf(fitted({ from: 5, to: 5 }, trace))).toBe(MIN_VIEW_NANOS);
  });

  it("reveal_movesOnlyWhenItMust", () => {
    const inside = { from: 12e9, to: 13e9 };
    expect(revealing(view, inside, trace)).toBe(view);
    const right = revealing(view, { from: 24e9, to: 25e9 }, trace);
    expect(lengthOf(right)).toBeCloseTo(10e9, 3);
    expect(right.to).toBeGreaterThan(25e9);
    const wide = { from: 30e9, to: 50e9 };
    const shown = revealing(view, wide, trace);
    expect(shown.from).toBeLessThan(wide.from);
    expect(shown.to).toBeGreaterThan(wide.to);
  });

  it("rounding_neverLosesAPart", () => {
    expect(rounded({ from: 1.7, to: 2.2 })).toEqual({ from: 1, to: 3 });
  });
});
