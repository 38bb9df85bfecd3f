import { describe, expect, it } from "vitest";
import { TileCache } from "./tile-cache";
import { bucketTile, exactTile } from "./tiles-fixture";

describe("tile cache", () => {
  it("coarserTile_standsIn_butIsNotSettled", () => {
    const cache = new TileCache();
    const coarse = bucketTile(1, 12, 1, "running");
    cache.put(coarse);
    expect(cache.find(1, 10, 7)).toBe(coarse);
    expect(cache.find(1, 10, 8)).toBeNull();
    expect(cache.find(2, 10, 7)).toBeNull();
    expect(cache.isSettled(1, 10, 7)).toBe(false);
    expect(cache.isSettled(1, 12, 1)).toBe(true);
  });

  it("finerTile_winsOverCoarser", () => {
    const cache = new TileCache();
    const fine = bucketTile(1, 10, 7, "blocked");
    cache.put(bucketTile(1, 12, 1, "running"));
    cache.put(fine);
    expect(cache.find(1, 10, 7)).toBe(fine);
  });

  it("coarserListOfAllSpans_isSettledForEveryFinerLevel", () => {
    const cache = new TileCache();
    cache.put(exactTile(1, 20, 0, "running 0-10"));
    expect(cache.isSettled(1, 3, 12_345)).toBe(true);
  });

  it("outdatedTile_standsIn_butIsNotSettled", () => {
    const cache = new TileCache();
    const old = bucketTile(1, 10, 7, "blocked");
    cache.put(old);
    cache.outdate();
    expect(cache.find(1, 10, 7)).toBe(old);
    expect(cache.isSettled(1, 10, 7)).toBe(false);
    const fresh = bucketTile(1, 10, 7, "running");
    cache.put(fresh);
    expect(cache.find(1, 10, 7)).toBe(fresh);
    expect(cache.isSettled(1, 10, 7)).toBe(true);
  });

  it("budget_isKept_andTheLeastUsedGoFirst", () => {
    const cache = new TileCache(40 * 1460);
    for (let index = 0; index < 40; index++)
      cache.put(bucketTile(index % 3, 10, index, "running"));
    expect(cache.find(0, 10, 0)).not.toBeNull();
    cache.put(bucketTile(0, 10, 99, "running"));
    expect(cache.sizeBytes).toBeLessThanOrEqual(40 * 1460);
    expect(cache.find(0, 10, 0)).not.toBeNull();
    expect(cache.find(0, 10, 99)).not.toBeNull();
    expect(cache.find(1, 10, 1)).toBeNull();
  });

  it("sameTileTwice_isCountedOnce", () => {
    const cache = new TileCache();
    cache.put(bucketTile(1, 10, 0, "running"));
    const once = cache.sizeBytes;
    cache.put(bucketTile(1, 10, 0, "blocked"));
    expect(cache.sizeBytes).toBe(once);
  });
});
