import type { DevicePx, Nanos, TimeRange } from "../units";
import { lengthOf } from "./viewport";

/** Buckets in a tile, at every level. */
export const BUCKETS_PER_TILE = 1024;

export const MAX_LEVEL = 44;

/** A rectangle of the pyramid: tiles `first` to `last`, both included, of one level. */
export interface TileSpan {
  readonly level: number;
  readonly first: number;
  readonly last: number;
}

/** Buckets of level L last 2^L nanoseconds. */
export function bucketNanos(level: number): Nanos {
  return 2 ** level;
}

export function tileNanos(level: number): Nanos {
  return BUCKETS_PER_TILE * 2 ** level;
}

/** The coarsest level whose buckets are no longer than a pixel. */
export function levelFor(view: TimeRange, width: DevicePx): number {
  const nanosPerPixel = lengthOf(view) / Math.max(1, width);
  const level = Math.floor(Math.log2(nanosPerPixel));
  return Math.min(MAX_LEVEL, Math.max(0, level));
}

/** The tiles of a level that a stretch of time touches. */
export function tilesOf(range: TimeRange, level: number): TileSpan {
  const length = tileNanos(level);
  const first = Math.max(0, Math.floor(range.from / length));
  const last = Math.max(first, Math.ceil(range.to / length) - 1);
  return { level, first, last };
}

/** The stretch with a part of its own length added on both sides, inside the trace: what is worth fetching ahead. */
export function padded(
  range: TimeRange,
  trace: TimeRange,
  share: number,
): TimeRange {
  const margin = lengthOf(range) * share;
  return {
    from: Math.max(trace.from, range.from - margin),
    to: Math.min(trace.to, range.to + margin),
  };
}

export function contains(outer: TileSpan, inner: TileSpan): boolean {
  return (
    outer.level === inner.level &&
    outer.first <= inner.first &&
    outer.last >= inner.last
  );
}
