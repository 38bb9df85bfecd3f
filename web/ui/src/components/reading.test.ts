import { describe, expect, it } from "vitest";
import { readingInWords } from "./reading";

describe("reading", () => {
  it("knownSize_isToldInPercent", () => {
    expect(readingInWords(45 << 20, 100 << 20)).toBe("45 % of 100 MiB");
  });

  it("unknownSize_isToldInBytes", () => {
    expect(readingInWords(2 << 20, null)).toBe("2 MiB");
  });

  it("allBytesRead_isNotYetDone", () => {
    expect(readingInWords(100 << 20, 100 << 20)).toBe("100 MiB, arranging…");
  });
});
