import type { CssPx, DevicePx, Nanos, TimeRange } from "../units";

/**
 * The mathematics of a view: a stretch of time laid over a width of pixels. All functions are pure; a view is a
 * {@link TimeRange} whose ends need not be whole nanoseconds while a gesture is under way.
 */

/** Closer than this there is nothing to see: JFR's clock has no finer ticks. */
export const MIN_VIEW_NANOS: Nanos = 200;

export function lengthOf(range: TimeRange): Nanos {
  return range.to - range.from;
}

export function xOf(
  view: TimeRange,
  width: CssPx | DevicePx,
  nanos: Nanos,
): number {
  return ((nanos - view.from) / lengthOf(view)) * width;
}

export function nanosAt(
  view: TimeRange,
  width: CssPx | DevicePx,
  x: number,
): Nanos {
  return view.from + (x / width) * lengthOf(view);
}

/** The view nearest to the wanted one that lies inside the trace and is not too narrow. */
export function clampView(wanted: TimeRange, trace: TimeRange): TimeRange {
  const length = Math.min(
    Math.max(lengthOf(wanted), MIN_VIEW_NANOS),
    lengthOf(trace),
  );
  const middle = (wanted.from + wanted.to) / 2;
  const isTooNarrow = lengthOf(wanted) < length;
  const from = isTooNarrow ? middle - length / 2 : wanted.from;
  const clamped = Math.min(Math.max(from, trace.from), trace.to - length);
  return { from: clamped, to: clamped + length };
}

/** Zooms so that `anchor` stays under the same pixel. A factor above 1 shows more detail. */
export function zoomed(
  view: TimeRange,
  anchor: Nanos,
  factor: number,
  trace: TimeRange,
): TimeRange {
  const length = Math.min(
    Math.max(lengthOf(view) / factor, MIN_VIEW_NANOS),
    lengthOf(trace),
  );
  const share = (anchor - view.from) / lengthOf(view);
  const from = anchor - share * length;
  return clampView({ from, to: from + length }, trace);
}

export function panned(
  view: TimeRange,
  by: Nanos,
  trace: TimeRange,
): TimeRange {
  const shift = Math.min(
    Math.max(by, trace.from - view.from),
    trace.to - view.to,
  );
  return { from: view.from + shift, to: view.to + shift };
}

/** A view that shows the range with room on both sides, as a share of its length. */
export function fitted(
  range: TimeRange,
  trace: TimeRange,
  room = 0.15,
): TimeRange {
  const margin = Math.max(lengthOf(range) * room, MIN_VIEW_NANOS / 4);
  return clampView({ from: range.from - margin, to: range.to + margin }, trace);
}

/** The view moved just enough, if at all, to show the range; zoomed out only where it would not fit. */
export function revealing(
  view: TimeRange,
  range: TimeRange,
  trace: TimeRange,
): TimeRange {
  if (range.from >= view.from && range.to <= view.to) return view;
  if (lengthOf(range) > lengthOf(view) * 0.9) {
    const isPartlyShown = range.from < view.to && range.to > view.from;
    return isPartlyShown ? view : fitted(range, trace);
  }
  const margin = lengthOf(view) * 0.05;
  const by =
    range.from < view.from
      ? range.from - margin - view.from
      : range.to + margin - view.to;
  return panned(view, by, trace);
}

/** Whole nanoseconds around a view, for addresses and requests. */
export function rounded(view: TimeRange): TimeRange {
  return { from: Math.floor(view.from), to: Math.ceil(view.to) };
}
