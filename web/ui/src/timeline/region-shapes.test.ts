import { describe, expect, it } from "vitest";
import { barOfRegion } from "./bars";
import type { ThreadRegion } from "./fetch-windows";
import {
  MAX_SHOWN_LANES,
  REGION_LANE_HEIGHT,
  REGIONS_PADDING,
} from "./member-places";
import { regionAt, regionShapes } from "./region-shapes";

const VIEW = { from: 100, to: 200 };
const WIDTH = 1000;

function region(
  type: string,
  start: number,
  end: number,
  depth = 0,
): ThreadRegion {
  return { type, start, end, depth, task: null, count: 1 };
}

function drawn(...regions: ThreadRegion[]) {
  return regionShapes(regions, VIEW, WIDTH);
}

describe("regions", () => {
  it("nestedRegions_lieBelowThoseAroundThem", () => {
    const [outer, inner] = drawn(
      region("serve", 110, 150),
      region("query", 120, 130, 1),
    );
    expect(outer).toMatchObject({ left: 100, right: 499 });
    expect(inner).toMatchObject({ left: 200, right: 299 });
    expect(outer.top).toBe(REGIONS_PADDING / 2);
    expect(inner.top - outer.top).toBe(REGION_LANE_HEIGHT);
  });

  it("regionsOutsideTheView_orTooDeep_areNotDrawn", () =>
    expect(
      drawn(
        region("before", 10, 90),
        region("after", 210, 220),
        region("deep", 110, 120, MAX_SHOWN_LANES),
      ),
    ).toEqual([]));

  it("regionAroundTheView_endsALittleBesideIt", () =>
    expect(drawn(region("serve", 0, 1e9))[0]).toMatchObject({
      left: -6,
      right: 1005,
    }));

  it("shortRegions_canStillBeSeen", () => {
    const [{ left, right }] = drawn(region("tick", 150, 150));
    expect(right - left).toBe(1.5);
  });

  it("pointInARegion_findsTheOneOfItsDepth", () => {
    const shapes = drawn(
      region("serve", 110, 150),
      region("query", 120, 130, 1),
    );
    const at = (x: number, y: number) =>
      regionAt(shapes, x, y)?.region.type ?? null;
    expect(at(250, 5)).toBe("serve");
    expect(at(250, 20)).toBe("query");
    expect(at(400, 20)).toBeNull();
  });

  it("severalInOne_sayHowMany", () => {
    const [shape] = drawn({ ...region("tick", 110, 150), count: 3 });
    expect(barOfRegion(shape, "dark").label).toBe("tick ×3");
  });
});
