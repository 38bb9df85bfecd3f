import type { Bytes } from "../units";

const GROUP_SEPARATOR = "\u202f"; // narrow no-break space

/** A whole number with its thousands set apart: 100 412. */
export function formatCount(count: number): string {
  const digits = Math.round(Math.abs(count)).toString();
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, GROUP_SEPARATOR);
  return count < 0 ? `\u2212${grouped}` : grouped;
}

/** A large number in three digits and a word of magnitude: 18.4 M. */
export function formatRough(count: number): string {
  const size = Math.abs(count);
  if (size < 10_000) return formatCount(count);
  if (size < 999_500) return `${significant(count / 1e3)} k`;
  if (size < 999_500_000) return `${significant(count / 1e6)} M`;
  return `${significant(count / 1e9)} G`;
}

/** Three significant digits, without an exponent. */
export function significant(value: number): string {
  const size = Math.abs(value);
  if (size >= 99.95) return formatCount(value);
  return value.toFixed(size >= 9.995 ? 1 : 2).replace("-", "\u2212");
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A size in binary units: 1.84 GiB. */
export function formatBytes(bytes: Bytes): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1023.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? formatCount(value) : trimZeros(significant(value))} ${BYTE_UNITS[unit]}`;
}

/** A share of one as a percentage: 0.414 is 41.4 %. A share too small to print is not printed as zero. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return "0 %";
  if (percent < 0.1) return "< 0.1 %";
  return `${percent.toFixed(percent < 99.95 ? 1 : 0)} %`;
}

/** The same number without a fraction of zeros: 4.00 is 4. */
export function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
