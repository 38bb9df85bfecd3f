import { isAbort, messageOf, postForBytes } from "../api/client";
import type { ThreadId } from "../units";
import { contains, type TileSpan } from "./levels";
import { TileCache } from "./tile-cache";
import { decodeTiles } from "./tiles";

/** The server answers at most 4096 tiles at once; half of that keeps single answers small. */
const MAX_TILES_PER_REQUEST = 2048;
const RETRY_AFTER_MILLIS = 2000;

interface Flight {
  readonly tiles: TileSpan;
  readonly threads: ReadonlySet<ThreadId>;
  readonly abort: AbortController;
}

/**
 * Brings tiles to the cache. At most one request is under way; a newer wish aborts it unless it already brings what is
 * wished for. Rows are wished for anew with every frame, so nothing is queued.
 */
export class TileStore {
  readonly cache = new TileCache();
  private flight: Flight | null = null;
  private retryAtMillis = 0;

  /**
   * @param onTiles called when new tiles are in the cache
   * @param onError called with a sentence, or null when requests succeed again
   */
  constructor(
    private readonly onTiles: () => void,
    private readonly onError: (message: string | null) => void,
  ) {}

  /**
   * Asks for what is not settled yet. `needed` is on the screen; `ahead` contains it and is what gets fetched, so that a
   * short pan needs no request. Answers true when everything needed is at hand.
   */
  want(
    threads: readonly ThreadId[],
    needed: TileSpan,
    ahead: TileSpan,
  ): boolean {
    const missing = threads.filter((thread) => !this.isSettled(thread, needed));
    if (missing.length === 0) return true;
    if (performance.now() < this.retryAtMillis) return false;
    const flight = this.flight;
    const isUnderWay =
      flight !== null &&
      contains(flight.tiles, needed) &&
      missing.some((thread) => flight.threads.has(thread));
    if (isUnderWay) return false;
    flight?.abort.abort();
    const tilesPerThread = ahead.last - ahead.first + 1;
    const tiles = tilesPerThread > MAX_TILES_PER_REQUEST ? needed : ahead;
    const perThread = tiles.last - tiles.first + 1;
    const batch = missing.slice(
      0,
      Math.max(1, Math.floor(MAX_TILES_PER_REQUEST / perThread)),
    );
    void this.fetch(batch, tiles);
    return false;
  }

  /** Fetches everything anew as it is wished for; what is at hand is shown until then. */
  outdate(): void {
    this.stop();
    this.cache.outdate();
  }

  stop(): void {
    this.flight?.abort.abort();
    this.flight = null;
  }

  private isSettled(thread: ThreadId, tiles: TileSpan): boolean {
    for (let index = tiles.first; index <= tiles.last; index++) {
      if (!this.cache.isSettled(thread, tiles.level, index)) return false;
    }
    return true;
  }

  private async fetch(
    threads: readonly ThreadId[],
    tiles: TileSpan,
  ): Promise<void> {
    const flight: Flight = {
      tiles,
      threads: new Set(threads),
      abort: new AbortController(),
    };
    this.flight = flight;
    try {
      const body = { ...tiles, threads };
      const answer = await postForBytes(
        "/api/tiles",
        body,
        flight.abort.signal,
      );
      for (const tile of decodeTiles(answer)) this.cache.put(tile);
      this.onError(null);
    } catch (error) {
      if (isAbort(error)) return;
      this.retryAtMillis = performance.now() + RETRY_AFTER_MILLIS;
      window.setTimeout(this.onTiles, RETRY_AFTER_MILLIS + 10);
      this.onError(messageOf(error));
    }
    if (this.flight === flight) this.flight = null;
    this.onTiles();
  }
}
