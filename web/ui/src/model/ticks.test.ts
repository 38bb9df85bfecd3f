import { describe, expect, it } from "vitest";
import { countTicks, niceStep, rulerOf } from "./ticks";

describe("nice steps", () => {
  it.each([
    [1, 1],
    [1.2, 2],
    [2, 2],
    [3, 5],
    [5.1, 10],
    [0.3 / 3, 0.1],
    [7e8, 1e9],
  ])("at least %d is %d", (least, step) =>
    expect(niceStep(least)).toBeCloseTo(step, 12),
  );
});

describe("time axis", () => {
  it("wholeTrace_countsFromItsStart", () => {
    const ruler = rulerOf({ from: 0, to: 60e9 }, 6);
    expect(ruler.base).toBe(0);
    expect(ruler.ticks.map((tick) => tick.label)).toEqual([
      "0 s",
      "10 s",
      "20 s",
      "30 s",
      "40 s",
      "50 s",
    ]);
  });

  it("fewSeconds_areLabelledInOneUnit", () => {
    const labels = (to: number, count: number) =>
      rulerOf({ from: 0, to }, count).ticks.map((tick) => tick.label);
    expect(labels(3e9, 6)).toEqual([
      "0.0 s",
      "0.5 s",
      "1.0 s",
      "1.5 s",
      "2.0 s",
      "2.5 s",
    ]);
    expect(labels(0.6e9, 3)).toEqual(["0 ms", "200 ms", "400 ms"]);
  });

  it("deepInside_countsFromARoundBase", () => {
    const ruler = rulerOf({ from: 2_010_000_000, to: 2_600_000_000 }, 12);
    expect(ruler.base).toBe(2e9);
    expect(ruler.ticks[0]).toEqual({ nanos: 2_050_000_000, label: "+50 ms" });
    expect(ruler.ticks.at(-1)?.label).toBe("+550 ms");
  });

  it("singleNanoseconds_doNotRepeatLabels", () => {
    const ruler = rulerOf({ from: 5_000_000_100, to: 5_000_000_104 }, 12);
    expect(ruler.step).toBe(1);
    expect(new Set(ruler.ticks.map((tick) => tick.label)).size).toBe(
      ruler.ticks.length,
    );
  });

  it("neverMoreTicksThanAskedFor", () => {
    for (const width of [1, 17, 333, 1e4, 7.7e6, 9e9, 6e11]) {
      expect(
        rulerOf({ from: 12345, to: 12345 + width }, 8).ticks.length,
      ).toBeLessThanOrEqual(9);
    }
  });
});

describe("count axis", () => {
  it("reachesTheTop", () => {
    expect(countTicks(78, 4)).toEqual([0, 20, 40, 60, 80]);
    expect(countTicks(4, 4)).toEqual([0, 1, 2, 3, 4]);
    expect(countTicks(0, 4)).toEqual([0, 1]);
  });
});
