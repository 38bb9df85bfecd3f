import {
  NANOS_PER_MICRO,
  NANOS_PER_MILLI,
  NANOS_PER_SECOND,
  type Nanos,
  type TimeRange,
} from "../units";
import { formatCount, significant } from "./number";

/** A duration in three significant digits with its unit: 38.4 ms. Zero has no unit. */
export function formatDuration(nanos: Nanos): string {
  const size = Math.abs(nanos);
  if (size === 0) return "0";
  if (size < 999.5) return `${significant(nanos).replace(/\.0+$/, "")} ns`;
  if (size < 999.5 * NANOS_PER_MICRO)
    return `${significant(nanos / NANOS_PER_MICRO)} µs`;
  if (size < 999.5 * NANOS_PER_MILLI)
    return `${significant(nanos / NANOS_PER_MILLI)} ms`;
  if (size < 999.5 * NANOS_PER_SECOND)
    return `${significant(nanos / NANOS_PER_SECOND)} s`;
  const minutes = nanos / (60 * NANOS_PER_SECOND);
  return Math.abs(minutes) < 600
    ? `${significant(minutes)} min`
    : `${significant(minutes / 60)} h`;
}

/** The full value, for hover and copy: 38 412 077 ns. */
export function formatExactNanos(nanos: Nanos): string {
  return `${formatCount(nanos)} ns`;
}

/** An instant in seconds with as many digits as tell two pixels of `resolution` apart: 2.180 s. */
export function formatInstant(
  nanos: Nanos,
  resolution: Nanos = NANOS_PER_MILLI,
): string {
  const wanted = Math.ceil(
    -Math.log10(Math.max(resolution, 1) / NANOS_PER_SECOND) - 1e-9,
  );
  const digits = Math.min(9, Math.max(3, wanted));
  return `${(nanos / NANOS_PER_SECOND).toFixed(digits)} s`;
}

/** Both ends of a range: 2.180 s → 2.420 s. */
export function formatRange(range: TimeRange): string {
  const resolution = (range.to - range.from) / 100;
  return `${formatInstant(range.from, resolution)} → ${formatInstant(range.to, resolution)}`;
}

const TIME_PATTERN = /^(-?\d+(?:\.\d+)?)\s*(ns|us|µs|ms|s)?$/;
const UNIT_NANOS: Record<string, number> = {
  ns: 1,
  us: NANOS_PER_MICRO,
  µs: NANOS_PER_MICRO,
  ms: NANOS_PER_MILLI,
  s: NANOS_PER_SECOND,
};

/** Reads `2.18s`, `240ms`, `1500us` or plain nanoseconds; null when it is none of these. */
export function parseTime(text: string): Nanos | null {
  const match = TIME_PATTERN.exec(text.trim());
  if (match === null) return null;
  return Math.round(Number(match[1]) * UNIT_NANOS[match[2] ?? "ns"]);
}

/** The shortest exact spelling that {@link parseTime} reads back: 2.1936s. */
export function writeTime(nanos: Nanos): string {
  const whole = Math.round(nanos);
  if (whole === 0) return "0s";
  const seconds = (whole / NANOS_PER_SECOND).toFixed(9).replace(/\.?0+$/, "");
  return `${seconds}s`;
}

/** Time of day of an instant of the trace, in UTC: 14:02:11. `startEpochNanos` is a decimal string beyond double precision. */
export function formatClock(startEpochNanos: string, nanos: Nanos): string {
  const epochMillis =
    Number(BigInt(startEpochNanos) / 1_000_000n) + nanos / NANOS_PER_MILLI;
  return new Date(epochMillis).toISOString().slice(11, 19);
}

/** Calendar day of the start of the trace, in UTC: 2026-02-03. */
export function formatDay(startEpochNanos: string): string {
  return new Date(Number(BigInt(startEpochNanos) / 1_000_000n))
    .toISOString()
    .slice(0, 10);
}
