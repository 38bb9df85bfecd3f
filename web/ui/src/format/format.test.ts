import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatRough, formatShare } from "./number";
import {
  formatClock,
  formatDuration,
  formatInstant,
  formatRange,
  parseTime,
  writeTime,
} from "./time";

const plain = (text: string) => text.replaceAll("\u202f", " ");

describe("durations", () => {
  it.each([
    [0, "0"],
    [1, "1 ns"],
    [340, "340 ns"],
    [999.6, "1.00 µs"],
    [4_100, "4.10 µs"],
    [38_412_077, "38.4 ms"],
    [999_600_000, "1.00 s"],
    [402_800_000_000, "403 s"],
    [3_600_000_000_000, "60.0 min"],
    [72_000_000_000_000, "20.0 h"],
    [-1_500_000, "\u22121.50 ms"],
  ])("%d ns reads %s", (nanos, text) =>
    expect(formatDuration(nanos)).toBe(text),
  );
});

describe("instants", () => {
  it("shows milliseconds unless the window is narrower", () => {
    expect(formatInstant(2_180_000_000)).toBe("2.180 s");
    expect(formatInstant(2_193_600_123, 1_000)).toBe("2.193600 s");
    expect(formatInstant(2_193_600_123, 0)).toBe("2.193600123 s");
  });

  it("prints both ends of a range with the same digits", () => {
    expect(formatRange({ from: 2_180_000_000, to: 2_420_000_000 })).toBe(
      "2.180 s → 2.420 s",
    );
    expect(formatRange({ from: 1_000_000, to: 1_020_000 })).toBe(
      "0.0010000 s → 0.0010200 s",
    );
  });

  it("reads back what it writes, to the nanosecond", () => {
    for (const nanos of [
      0, 1, 999, 2_193_600_000, 59_999_999_999, 3_600_000_000_001,
    ]) {
      expect(parseTime(writeTime(nanos))).toBe(nanos);
    }
  });

  it.each([
    ["2.18s", 2_180_000_000],
    ["240ms", 240_000_000],
    ["15 us", 15_000],
    ["1500", 1500],
    ["soon", null],
    ["", null],
    ["1e9", null],
  ])("parses %s", (text, nanos) => expect(parseTime(text)).toBe(nanos));

  it("shows the time of day", () => {
    expect(formatClock("1700000000123456789", 60e9)).toBe("22:14:20");
  });
});

describe("numbers", () => {
  it("groups thousands", () => {
    expect(plain(formatCount(0))).toBe("0");
    expect(plain(formatCount(999))).toBe("999");
    expect(plain(formatCount(100412))).toBe("100 412");
    expect(plain(formatCount(-1234567))).toBe("−1 234 567");
  });

  it("abbreviates large numbers", () => {
    expect(plain(formatRough(9_812))).toBe("9 812");
    expect(formatRough(18_400_000)).toBe("18.4 M");
    expect(formatRough(999_600)).toBe("1.00 M");
  });

  it("prints sizes in binary units", () => {
    expect(formatBytes(0)).toBe("0 B");
    expect(formatBytes(4 * 1024 ** 3)).toBe("4 GiB");
    expect(formatBytes(1_975_684_956)).toBe("1.84 GiB");
  });

  it("never rounds a small share to zero", () => {
    expect(formatShare(0)).toBe("0 %");
    expect(formatShare(0.0001)).toBe("< 0.1 %");
    expect(formatShare(0.414)).toBe("41.4 %");
    expect(formatShare(1)).toBe("100 %");
  });
});
