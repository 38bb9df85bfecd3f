import type { CssPx, TimeRange } from "../units";
import type { ThreadRegion } from "./fetch-windows";
import {
  MAX_SHOWN_LANES,
  REGION_LANE_HEIGHT,
  REGIONS_PADDING,
} from "./member-places";
import { xOf } from "./viewport";

/** Where a region lies in its row: x from the left end of the plot, y from the top of the row. */
export interface RegionShape {
  readonly region: ThreadRegion;
  readonly left: CssPx;
  readonly right: CssPx;
  readonly top: CssPx;
  readonly height: CssPx;
}

const MIN_WIDTH: CssPx = 1.5;
const GAP: CssPx = 1;
/** As far beside the plot as shapes reach: their ends stay out of sight. */
const BEYOND: CssPx = 6;

/** The regions that a view shows, one lane a depth. */
export function regionShapes(
  regions: readonly ThreadRegion[],
  view: TimeRange,
  width: CssPx,
): readonly RegionShape[] {
  return regions
    .filter(
      ({ start, end, depth }) =>
        end >= view.from && start <= view.to && depth < MAX_SHOWN_LANES,
    )
    .map((region) => {
      const left = Math.max(-BEYOND, xOf(view, width, region.start));
      const right = Math.min(width + BEYOND, xOf(view, width, region.end));
      return {
        region,
        left,
        right: Math.max(left + MIN_WIDTH, right - GAP),
        top: region.depth * REGION_LANE_HEIGHT + REGIONS_PADDING / 2,
        height: REGION_LANE_HEIGHT - 1,
      };
    });
}

/** The region at a point of the row. */
export function regionAt(
  shapes: readonly RegionShape[],
  x: CssPx,
  y: CssPx,
): RegionShape | null {
  return (
    shapes.find(
      ({ left, right, top, height }) =>
        x >= left - 1 && x <= right + 1 && y >= top && y < top + height + 1,
    ) ?? null
  );
}
