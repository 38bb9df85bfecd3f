import type { ProfileUnit } from "../api/profile";
import { formatBytes, significant, trimZeros } from "./number";
import { formatDuration } from "./time";

const NANOS_PER_SECOND = 1e9;

/** How much of something a second of a trace holds: 12 ms/s. */
export function formatRate(rate: number, unit: ProfileUnit): string {
  return `${amountOf(rate, unit)}/s`;
}

function amountOf(rate: number, unit: ProfileUnit): string {
  switch (unit) {
    case "nanos":
      return formatDuration(Math.round(rate));
    case "bytes":
      return formatBytes(Math.round(rate));
    case "samples":
    case "count":
      return trimZeros(significant(rate));
  }
}

/** A change with its sign, which is there for those who see no colours: +12 ms/s. */
export function formatChange(rate: number, unit: ProfileUnit): string {
  const size = formatRate(Math.abs(rate), unit);
  if (size === formatRate(0, unit)) return "no change";
  return `${rate < 0 ? "\u2212" : "+"}${size}`;
}

/** How many times as much the second is: 1.4×; `new` and `gone` where one of them is nothing. */
export function formatRatio(first: number, second: number): string {
  if (first === second) return "same";
  if (first === 0) return "new";
  if (second === 0) return "gone";
  return `${trimZeros(significant(second / first))}×`;
}

export function perSecond(
  amount: number,
  { fromNanos, toNanos }: { fromNanos: number; toNanos: number },
): number {
  const length = toNanos - fromNanos;
  return length <= 0 ? 0 : (amount * NANOS_PER_SECOND) / length;
}
