import { describe, expect, it } from "vitest";
import { STATE_COUNT } from "../model/states";
import { groupSums, stackCells, topOfMix } from "./group-raster";
import { decodeGroupTiles } from "./group-tiles";
import { BUCKETS_PER_TILE } from "./levels";

/** Two tiles of one group: in the first half of the members runs and half is parked, the second is empty. */
function answer(): ArrayBuffer {
  const bytes = new ArrayBuffer(8 + 20 + 6 * BUCKETS_PER_TILE + 20);
  const view = new DataView(bytes);
  view.setUint32(0, 0x4a544731, true);
  view.setUint32(4, 2, true);
  const head = (at: number, kind: number, states: number, index: number) => {
    view.setUint8(at + 4, 3);
    view.setUint8(at + 5, kind);
    view.setUint16(at + 6, states, true);
    view.setUint32(at + 8, index, true);
  };
  head(8, 1, 0b10001, 0);
  for (let i = 0; i < BUCKETS_PER_TILE; i++) {
    view.setFloat32(28 + 4 * i, 10, true);
    view.setUint8(28 + 4 * BUCKETS_PER_TILE + i, 127);
    view.setUint8(28 + 5 * BUCKETS_PER_TILE + i, 128);
  }
  head(28 + 6 * BUCKETS_PER_TILE, 0, 0, 1);
  return bytes;
}

describe("sums of groups", () => {
  it("statesThatOccur_haveShares_othersHaveNone", () => {
    const [first, second] = decodeGroupTiles(answer());
    expect(first.level).toBe(3);
    expect(first.alive?.[1023]).toBe(10);
    expect(first.shares.map((share) => share?.[7] ?? 0)).toEqual([
      127, 0, 0, 0, 128, 0, 0, 0, 0, 0,
    ]);
    expect(second.index).toBe(1);
    expect(second.alive).toBeNull();
  });

  it("otherBytes_areRefusedInASentence", () =>
    expect(() => decodeGroupTiles(new ArrayBuffer(4))).toThrow(
      "Expected tiles of groups to begin with 0x4a544731, found 0x0.",
    ));

  it("columns_holdCountsOfThreads_andAreAsHighAsThese", () => {
    const tiles = decodeGroupTiles(answer());
    const tileNanos = BUCKETS_PER_TILE * 8;
    const mix = groupSums(
      (index) => tiles[index] ?? null,
      { from: 0, to: 2 * tileNanos },
      3,
      4,
    );
    expect(mix?.[0]).toBeCloseTo((10 * 127) / 255);
    expect(topOfMix(mix ?? new Float32Array())).toBeCloseTo(10);
    const cells = stackCells(
      mix ?? new Float32Array(4 * STATE_COUNT),
      4,
      4,
      20,
    );
    const column = (x: number) =>
      [0, 1, 2, 3].map((y) => cells[y * 4 + x] & 15);
    expect(column(0)).toEqual([0, 0, 5, 1]);
    expect(column(3)).toEqual([0, 0, 0, 0]);
  });

  it("withoutASum_thereIsNothingToDraw", () =>
    expect(groupSums(() => null, { from: 0, to: 10 }, 0, 4)).toBeNull());
});
