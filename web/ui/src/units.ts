/**
 * Names for the quantities and coordinate spaces of the viewer. They are plain numbers; the name in a signature says which
 * space a value lives in.
 *
 * - Nanos: a time since the start of the trace, or a duration. Below 2^53, hence exact in a double.
 * - CssPx: logical pixels of the page, what events and layout use.
 * - DevicePx: physical pixels of a canvas bitmap, what rasters use horizontally.
 */
export type Nanos = number;
export type CssPx = number;
export type DevicePx = number;
export type Bytes = number;
export type ThreadId = number;
export type SpanIndex = number;
export type EventIndex = number;
export type TaskIndex = number;

/** A half-open stretch of time `[from, to)`. */
export interface TimeRange {
  readonly from: Nanos;
  readonly to: Nanos;
}

export const NANOS_PER_MICRO = 1e3;
export const NANOS_PER_MILLI = 1e6;
export const NANOS_PER_SECOND = 1e9;
