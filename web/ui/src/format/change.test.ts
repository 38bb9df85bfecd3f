import { describe, expect, it } from "vitest";
import { formatChange, formatRatio, perSecond } from "./change";

describe("changes", () => {
  it("have a sign, and a unit per second", () => {
    expect(formatChange(12e6, "nanos")).toBe("+12.0 ms/s");
    expect(formatChange(-2048, "bytes")).toBe("\u22122 KiB/s");
    expect(formatChange(-0.25, "count")).toBe("\u22120.25/s");
  });

  it("that round to nothing are none", () => {
    expect(formatChange(0.3, "nanos")).toBe("no change");
    expect(formatChange(-0.001, "count")).toBe("no change");
  });

  it("are told as ratios, unless one side is empty", () => {
    expect(formatRatio(10, 14)).toBe("1.4×");
    expect(formatRatio(0, 14)).toBe("new");
    expect(formatRatio(14, 0)).toBe("gone");
    expect(formatRatio(14, 14)).toBe("same");
  });
});

describe("an amount per second", () => {
  it("takes the length of the trace, and is nothing in none", () => {
    expect(perSecond(3, { fromNanos: 1e9, toNanos: 3e9 })).toBe(1.5);
    expect(perSecond(3, { fromNanos: 5, toNanos: 5 })).toBe(0);
  });
});
