import { describe, expect, it } from "vitest";
import { STATE_KEYS, STATE_ORDINAL } from "../model/states";
import { groupMix, sampleOf, stackCells } from "./group-raster";
import {
  dominantOf,
  paintRow,
  PINNED_CELL,
  sharesOf,
  type RowRaster,
} from "./raster";
import { TileCache } from "./tile-cache";
import { bucketTile, exactTile } from "./tiles-fixture";
import type { Tile } from "./tiles";

const LETTER: Record<number, string> = Object.fromEntries([
  [0, "."],
  [PINNED_CELL, "P"],
  ...STATE_KEYS.map((key, ordinal) => [ordinal + 1, key[0]]),
]);

/** The row as text: first letters of states, a dot for nothing; boxes in brackets after it. */
function drawn(raster: RowRaster): string {
  const cells = [...raster.cells].map((cell) => LETTER[cell & 15]).join("");
  const boxes = raster.boxes.map(
    ({ state, start, end }) => ` [${STATE_KEYS[state]} ${start}-${end}]`,
  );
  return cells + boxes.join("");
}

function paint(
  tiles: readonly Tile[],
  view: { from: number; to: number },
  width: number,
  level = 0,
): RowRaster {
  const cache = new TileCache();
  for (const tile of tiles) cache.put(tile);
  return paintRow(cache, 1, view, level, width, new Float32Array(width));
}

describe("exact tiles", () => {
  it("smallSpans_fillTheirPixels", () => {
    const tile = exactTile(1, 0, 0, "running 0-2, parked 2-5, blocked 5-8");
    expect(drawn(paint([tile], { from: 0, to: 10 }, 10))).toBe("rrpppbbb..");
  });

  it("sharedPixel_goesToTheSpanThatCoversMost", () => {
    const tile = exactTile(1, 0, 0, "running 0-1, blocked 1-7, parked 7-10");
    expect(drawn(paint([tile], { from: 0, to: 40 }, 4))).toBe("b...");
  });

  it("wideSpans_becomeBoxes_andCutAtNothing", () => {
    const tile = exactTile(1, 0, 0, "parked 0-100, running 100-103");
    const raster = paint([tile], { from: 50, to: 150 }, 100);
    expect(drawn(raster)).toContain("[parked 0-100]");
    expect(drawn(raster).slice(50, 54)).toBe("rrr.");
  });

  it("hatchedSpans_becomeBoxesEarlier", () => {
    const tile = exactTile(1, 0, 0, "fileIo 0-6, parked 6-12!, running 12-18");
    const raster = paint([tile], { from: 0, to: 20 }, 20);
    expect(raster.boxes.map(({ state }) => STATE_KEYS[state])).toEqual([
      "fileIo",
      "parked",
    ]);
  });

  it("narrowPinnedSpan_hasItsOwnCell", () => {
    const tile = exactTile(1, 0, 0, "parked 0-3!");
    expect(drawn(paint([tile], { from: 0, to: 5 }, 5))).toBe("PPP..");
  });

  it("spanInTwoTiles_isOneBox", () => {
    const drawing = "parked 900-1200";
    const tiles = [exactTile(1, 0, 0, drawing), exactTile(1, 0, 1, drawing)];
    expect(paint(tiles, { from: 800, to: 1300 }, 500).boxes).toHaveLength(1);
  });

  it("neighboursOfOneState_areToldApartByAGap", () => {
    const tile = exactTile(1, 0, 0, "running 0-6, running 6-12");
    expect(drawn(paint([tile], { from: 0, to: 12 }, 12))).toBe("rrrrr.rrrrr.");
  });
});

describe("bucket tiles", () => {
  it("everyPixel_takesTheBucketAtItsMiddle", () => {
    const tile = bucketTile(1, 0, 0, "running");
    tile.buckets.fill(0xf0 | (STATE_ORDINAL.blocked + 1), 4, 8);
    expect(drawn(paint([tile], { from: 0, to: 12 }, 12))).toBe("rrrrbbbbrrrr");
    expect(drawn(paint([tile], { from: 0, to: 12 }, 6))).toBe("rrbbrr");
  });

  it("coarserStandIn_isStretched", () => {
    const tile = bucketTile(1, 2, 0, "parked");
    tile.buckets[1] = 0xf0 | (STATE_ORDINAL.running + 1);
    expect(drawn(paint([tile], { from: 0, to: 12 }, 12))).toBe("pppprrrrpppp");
  });

  it("marks_keepTheirPixel", () => {
    const tile = bucketTile(1, 0, 0, "running");
    tile.marks[0] = 0b100;
    const { marks } = paint([tile], { from: 0, to: 6 }, 6);
    expect([...marks]).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it("missingTile_isIncomplete_deadTileIsNot", () => {
    expect(paint([], { from: 0, to: 6 }, 6).isComplete).toBe(false);
    const dead: Tile = {
      kind: "empty",
      thread: 1,
      level: 0,
      index: 0,
      sizeBytes: 16,
    };
    const raster = paint([dead], { from: 0, to: 6 }, 6);
    expect(raster.isComplete).toBe(true);
    expect(drawn(raster)).toBe("......");
  });
});

describe("shares of a row", () => {
  it("countPixelsAndBoxes", () => {
    const view = { from: 0, to: 200 };
    const tile = exactTile(1, 0, 0, "running 0-100, parked 100-103");
    const raster = paint([tile], view, 200);
    const shares = sharesOf(raster, view);
    expect(shares[STATE_ORDINAL.running]).toBeCloseTo(0.5, 6);
    expect(dominantOf(shares)).toBe(STATE_ORDINAL.running);
    expect(dominantOf(sharesOf(paint([], view, 200), view))).toBeNull();
  });
});

describe("group strip", () => {
  const mixOf = (tiles: readonly Tile[], threads: readonly number[]) => {
    const cache = new TileCache();
    for (const tile of tiles) cache.put(tile);
    return groupMix(cache, threads, { from: 0, to: 4 }, 0, 4);
  };

  it("sumsThreads_bucketsAndSpansAlike", () => {
    const mix = mixOf(
      [bucketTile(1, 0, 0, "running"), exactTile(2, 0, 0, "blocked 0-2")],
      [1, 2],
    );
    expect(mix).not.toBeNull();
    const text = stackCells(mix ?? new Float32Array(40), 4, 2);
    const rows = [text.subarray(0, 4), text.subarray(4)].map((row) =>
      [...row].map((cell) => LETTER[cell & 15]).join(""),
    );
    expect(rows).toEqual(["bbrr", "rrrr"]);
  });

  it("noTileYet_isNothing", () => expect(mixOf([], [1, 2])).toBeNull());

  it("sample_coversTheWholeTimeOfTheGroup", () => {
    const threads = Array.from({ length: 1000 }, (_, i) => i);
    const starts = threads.map((i) => (i * 7919) % 1000);
    const group = {
      key: "g",
      label: "g",
      count: 1000,
      threads,
      starts,
      ends: starts,
      names: threads.map(String),
      kinds: threads.map(() => "virtual" as const),
    };
    const sample = sampleOf(group);
    expect(new Set(sample).size).toBe(sample.length);
    expect(Math.min(...sample.map((id) => starts[id]))).toBe(0);
    expect(Math.max(...sample.map((id) => starts[id]))).toBe(999);
  });
});
