import { formatBytes, formatCount, formatShare } from "../format/number";
import { formatDuration } from "../format/time";
import type { ProfileFacts, SampleType } from "./answers";

/** The sample type that is shown. */
export function chosenType(facts: ProfileFacts): SampleType {
  return facts.types[facts.chosen];
}

/** A value of a sample type for people, with its unit. */
export function formatValue(value: number, type: SampleType): string {
  switch (type.quantity) {
    case "time":
      return formatDuration(value * type.factor);
    case "size":
      return formatBytes(value * type.factor);
    case "other":
      return isPlain(type.unit)
        ? formatCount(value)
        : `${formatCount(value)} ${type.unit}`;
  }
}

function isPlain(unit: string): boolean {
  return unit === "" || unit === "count";
}

/** A value of a difference, with a plus for what became more. */
export function formatChange(value: number, type: SampleType): string {
  const text = formatValue(value, type);
  return value > 0 ? `+${text}` : text;
}

/** What a report says of what it leaves out. */
export function leftOut(heads: readonly string[]): string {
  return heads.filter((line) => /^(Showing|Dropped)/.test(line)).join(" · ");
}

/** A share of a whole that may be below 0, as `−12.0 %`. */
export function formatSignedShare(value: number, total: number): string {
  const share = total === 0 ? 0 : value / Math.abs(total);
  return share < 0 ? `\u2212${formatShare(-share)}` : formatShare(share);
}
