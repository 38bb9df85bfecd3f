import { describe, expect, it } from "vitest";
import { areaTop, draggedRange, stackAreas } from "./area";
import { STATE_KEYS, STATE_ORDINAL } from "./states";

function series(
  counts: Partial<Record<(typeof STATE_KEYS)[number], number[]>>,
): number[][] {
  return STATE_KEYS.map((key) => counts[key] ?? [0, 0]);
}

describe("stacked areas", () => {
  it("layersSitOnEachOther_andEmptyOnesAreLeftOut", () => {
    const layers = stackAreas(
      series({ running: [1, 2], blocked: [0, 3], parked: [5, 5] }),
      (key) => STATE_ORDINAL[key] !== STATE_ORDINAL.parked,
    );
    expect(layers.map(({ key }) => key)).toEqual(["running", "blocked"]);
    expect([...layers[1].low]).toEqual([1, 2]);
    expect([...layers[1].high]).toEqual([1, 5]);
    expect(areaTop(layers)).toBe(5);
  });

  it("nothing_hasNoTop", () =>
    expect(areaTop(stackAreas([], () => true))).toBe(0));
});

describe("drag", () => {
  const range = { from: 1000, to: 3000 };

  it("worksInBothDirections_andStaysInside", () => {
    expect(draggedRange(range, 0.25, 0.5)).toEqual({ from: 1500, to: 2000 });
    expect(draggedRange(range, 0.5, 0.25)).toEqual({ from: 1500, to: 2000 });
    expect(draggedRange(range, 0.5, 7)).toEqual({ from: 2000, to: 3000 });
  });

  it("click_isNoRange", () =>
    expect(draggedRange(range, 0.5, 0.501)).toBeNull());
});
