import type { ThreadId } from "../units";
import { MAX_LEVEL } from "./levels";
import type { Tile } from "./tiles";

interface Entry {
  readonly tile: Tile;
  /** Tiles of an older trace are shown until those of the current one have arrived. */
  readonly generation: number;
  usedAt: number;
}

/** What a tile of the map costs besides its payload. */
const ENTRY_BYTES = 160;

/** Keeps tiles of a trace within a budget; those unused for longest go first. */
export class TileCache {
  private readonly byThread = new Map<ThreadId, Map<number, Entry>>();
  private clock = 0;
  private generation = 0;
  private heldBytes = 0;

  constructor(private readonly budgetBytes = 64 * 1024 * 1024) {}

  get sizeBytes(): number {
    return this.heldBytes;
  }

  put(tile: Tile): void {
    let entries = this.byThread.get(tile.thread);
    if (entries === undefined) {
      entries = new Map();
      this.byThread.set(tile.thread, entries);
    }
    const key = keyOf(tile.level, tile.index);
    const old = entries.get(key);
    if (old !== undefined) this.heldBytes -= costOf(old.tile);
    entries.set(key, {
      tile,
      generation: this.generation,
      usedAt: ++this.clock,
    });
    this.heldBytes += costOf(tile);
    if (this.heldBytes > this.budgetBytes) this.evict();
  }

  /** Nothing is settled any more: the trace was replaced by a newer one. */
  outdate(): void {
    this.generation++;
  }

  /**
   * The best tile at hand for a place: its own, or a coarser one that covers it. Null when there is neither.
   */
  find(thread: ThreadId, level: number, index: number): Tile | null {
    const entry = this.entryFor(thread, level, index, 0);
    if (entry === null) return null;
    entry.usedAt = ++this.clock;
    return entry.tile;
  }

  /** True when nothing finer can be learned: the tile itself is here, or a coarser one that lists every span. */
  isSettled(thread: ThreadId, level: number, index: number): boolean {
    const entry = this.entryFor(thread, level, index, this.generation);
    return (
      entry !== null &&
      (entry.tile.level === level || entry.tile.kind !== "buckets")
    );
  }

  private entryFor(
    thread: ThreadId,
    level: number,
    index: number,
    minGeneration: number,
  ): Entry | null {
    const entries = this.byThread.get(thread);
    if (entries === undefined) return null;
    let coarserIndex = index;
    for (let coarser = level; coarser <= MAX_LEVEL; coarser++) {
      const entry = entries.get(keyOf(coarser, coarserIndex));
      if (entry !== undefined && entry.generation >= minGeneration)
        return entry;
      coarserIndex = Math.floor(coarserIndex / 2);
    }
    return null;
  }

  /** Drops a third of the tiles at once, so that a full cache does not sort on every insertion. */
  private evict(): void {
    const stamps = [...this.byThread.values()]
      .flatMap((entries) => [...entries.values()].map(({ usedAt }) => usedAt))
      .sort((a, b) => a - b);
    const oldestKept = stamps[Math.ceil(stamps.length / 3)] ?? 0;
    for (const [thread, entries] of this.byThread) {
      for (const [key, { tile, usedAt }] of entries) {
        if (usedAt >= oldestKept) continue;
        entries.delete(key);
        this.heldBytes -= costOf(tile);
      }
      if (entries.size === 0) this.byThread.delete(thread);
    }
  }
}

function costOf(tile: Tile): number {
  return tile.sizeBytes + ENTRY_BYTES;
}

/** Indices stay below 2^44: a trace lasts less than 2^53 ns and a tile at least 2^10. */
function keyOf(level: number, index: number): number {
  return level * 2 ** 44 + index;
}
