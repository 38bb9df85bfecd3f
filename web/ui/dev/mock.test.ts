import { describe, expect, it } from "vitest";
import { decodeTiles, spanAt } from "../src/timeline/tiles.ts";
import { encodeTiles } from "./mock-tiles.ts";
import { CONTENDED_FROM, CONTENDED_TO } from "./mock-cast.ts";
import { MockTrace } from "./mock-trace.ts";

const trace = new MockTrace();
const EXEC = 5;

describe("tiles on the wire", () => {
  it("exactTile_holdsTheSpansOfTheThread", () => {
    const [tile] = decodeTiles(encodeTiles(trace, [EXEC], 17, 16, 16));
    expect(tile).toMatchObject({ kind: "exact", thread: EXEC, level: 17 });
    if (tile.kind !== "exact") return;
    const { spans, firstSpan } = trace.threads[EXEC];
    const first = spans[tile.spans.index[0] - firstSpan];
    expect(tile.spans.start[0]).toBe(first.start);
    expect(tile.spans.end[0]).toBe(first.end);
    expect(first.start).toBeLessThan(17 * 1024 * 2 ** 17);
    expect(first.end).toBeGreaterThan(16 * 1024 * 2 ** 17);
  });

  it("bucketTile_hasDominantStates_marksAndWideSpans", () => {
    const [tile] = decodeTiles(encodeTiles(trace, [EXEC], 23, 0, 0));
    expect(tile.kind).toBe("buckets");
    if (tile.kind !== "buckets") return;
    const from = Math.floor(CONTENDED_FROM / 2 ** 23);
    const to = Math.ceil(CONTENDED_TO / 2 ** 23);
    const inside = Array.from(tile.buckets.subarray(from, to));
    const blocked = inside.filter((byte) => (byte & 15) === 3);
    expect(blocked.length).toBeGreaterThan(inside.length / 2);
    const marked = (b: number) => (tile.marks[b >> 3] >> (b & 7)) & 1;
    for (let b = from; b < to; b++)
      if ((tile.buckets[b] & 15) === 3) expect(marked(b)).toBe(1);
    for (let i = 0; i < tile.wide.start.length; i++)
      expect(tile.wide.end[i] - tile.wide.start[i]).toBeGreaterThanOrEqual(
        24 * 2 ** 23,
      );
  });

  it("severalTiles_followEachOther_andDeadOnesAreEmpty", () => {
    const virtual = trace.threads.findIndex(({ start }) => start > 3e9);
    const tiles = decodeTiles(encodeTiles(trace, [EXEC, virtual], 20, 0, 2));
    expect(tiles.map(({ thread, index }) => [thread, index])).toEqual([
      [EXEC, 0],
      [EXEC, 1],
      [EXEC, 2],
      [virtual, 0],
      [virtual, 1],
      [virtual, 2],
    ]);
    expect(tiles[3].kind).toBe("empty");
  });

  it("brokenAnswers_areRefusedInASentence", () => {
    const whole = encodeTiles(trace, [EXEC], 20, 0, 0);
    expect(() => decodeTiles(whole.slice(0, 200))).toThrow(/Expected \d+ more/);
    expect(() => decodeTiles(new ArrayBuffer(8))).toThrow(/begin with/);
    const odd = whole.slice(0);
    new DataView(odd).setUint8(13, 9);
    expect(() => decodeTiles(odd)).toThrow(/kind 0, 1 or 2, found 9/);
  });

  it("spanAt_findsByHalfOpenRange", () => {
    const [tile] = decodeTiles(encodeTiles(trace, [EXEC], 17, 16, 16));
    if (tile.kind !== "exact") throw new Error("expected spans");
    const { start, end } = tile.spans;
    expect(spanAt(tile.spans, start[3])).toBe(3);
    expect(spanAt(tile.spans, end[3] - 1)).toBe(3);
    expect(spanAt(tile.spans, end[3])).toBe(4);
    expect(spanAt(tile.spans, start[0] - 1)).toBe(-1);
  });
});

describe("synthetic trace", () => {
  it("books_close", () => {
    for (const { spans, start, end } of trace.threads) {
      const gaps = spans.filter(
        (span, i) => span.start !== (i === 0 ? start : spans[i - 1].end),
      );
      expect(gaps).toEqual([]);
      expect(spans.at(-1)?.end).toBe(end);
    }
  });
});
