import type { EventsOfThread } from "../api/timeline";
import type { CssPx, EventIndex, Nanos, TimeRange } from "../units";
import {
  EVENT_LANE_HEIGHT,
  EVENTS_PADDING,
  MAX_SHOWN_LANES,
} from "./member-places";
import { xOf } from "./viewport";

/**
 * Where the events of a thread lie in its row. Coordinates are those of the row: x from the left end of the plot, y from the
 * top of the row. Slices come first, marks lie over them.
 */
export interface EventShape {
  readonly kind: "slice" | "mark";
  readonly event: EventIndex;
  readonly type: number;
  /** Of events that are drawn as this one. */
  readonly count: number;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly lane: number;
  readonly left: CssPx;
  readonly right: CssPx;
  readonly top: CssPx;
  readonly height: CssPx;
}

const GAP: CssPx = 1;
const MIN_WIDTH: CssPx = 1.5;
/** A mark is drawn this far to both sides of its instant, and slices and marks can be hit a little beside. */
export const MARK_REACH: CssPx = 4;
const HIT_REACH: CssPx = 2;

/** The shapes that a view shows. */
export function shapesOf(
  events: EventsOfThread,
  view: TimeRange,
  width: CssPx,
): EventShape[] {
  const shapes: EventShape[] = [];
  for (const [event, start, end, lane, type, count] of events.slices) {
    if (end < view.from || start > view.to || lane >= MAX_SHOWN_LANES) continue;
    const left = Math.max(-6, xOf(view, width, start));
    const right = Math.min(width + 6, xOf(view, width, end));
    shapes.push({
      kind: "slice",
      event,
      type,
      count,
      start,
      end,
      lane,
      left,
      right: Math.max(left + MIN_WIDTH, right - GAP),
      ...laneBox(lane),
    });
  }
  for (const [event, nanos, type, count] of events.instants) {
    if (nanos < view.from || nanos > view.to) continue;
    const x = xOf(view, width, nanos);
    shapes.push({
      kind: "mark",
      event,
      type,
      count,
      start: nanos,
      end: nanos,
      lane: 0,
      left: x - MARK_REACH,
      right: x + MARK_REACH,
      ...laneBox(0),
    });
  }
  return shapes;
}

/** Where a lane lies in its row. */
export function laneBox(lane: number): {
  readonly top: CssPx;
  readonly height: CssPx;
} {
  return {
    top: lane * EVENT_LANE_HEIGHT + EVENTS_PADDING / 2,
    height: EVENT_LANE_HEIGHT - GAP,
  };
}

/** The shape at a point: of marks the nearest, else the slice; the narrowest where several are in reach. */
export function shapeAt(
  shapes: readonly EventShape[],
  x: CssPx,
  y: CssPx,
): EventShape | null {
  let best: EventShape | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const shape of shapes) {
    const reach = shape.kind === "mark" ? 0 : HIT_REACH;
    if (y < shape.top || y > shape.top + shape.height) continue;
    if (x < shape.left - reach || x > shape.right + reach) continue;
    const score =
      shape.kind === "mark"
        ? Math.abs(x - (shape.left + shape.right) / 2) - 1e6
        : shape.right - shape.left;
    if (score >= bestScore) continue;
    best = shape;
    bestScore = score;
  }
  return best;
}
