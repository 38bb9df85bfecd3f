import type { TimeRange } from "../units";
import type { Columns } from "./columns";

/** The first span of a row that ends after a moment. */
export function firstEndingAfter(
  columns: Columns,
  row: number,
  nanos: number,
): number {
  let low = columns.first[row];
  let high = columns.first[row + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns.end[middle] > nanos) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Hands over the spans of a row that touch a range, in order of time. */
export function eachSpan(
  columns: Columns,
  row: number,
  range: TimeRange,
  take: (span: number, nanosWithin: number) => void,
): void {
  const last = columns.first[row + 1];
  let span = firstEndingAfter(columns, row, range.from);
  for (; span < last && columns.start[span] < range.to; span++) {
    const from = Math.max(columns.start[span], range.from);
    take(span, Math.max(0, Math.min(columns.end[span], range.to) - from));
  }
}

/** The first of sorted instants at or after a moment. */
export function firstAtOrAfter(sorted: Float64Array, nanos: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] >= nanos) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How much of a range there is in another. */
export function overlap(range: TimeRange, start: number, end: number): number {
  return Math.max(0, Math.min(end, range.to) - Math.max(start, range.from));
}
