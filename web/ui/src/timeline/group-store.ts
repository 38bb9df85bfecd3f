import { isAbort, messageOf, postForBytes } from "../api/client";
import type { ThreadGrouping } from "../url/state";
import { decodeGroupTiles, type GroupTile } from "./group-tiles";
import type { TileSpan } from "./levels";

/** The server answers at most so many at once. */
const MAX_TILES_PER_REQUEST = 256;
const MAX_REMEMBERED = 1000;
const RETRY_AFTER_MILLIS = 2000;

/** Brings the sums of groups to the screen: at most one request is under way, wishes are made anew with every frame. */
export class GroupStore {
  private readonly tiles = new Map<string, GroupTile>();
  private abort: AbortController | null = null;
  private retryAtMillis = 0;

  /**
   * @param onTiles called when new sums are at hand
   * @param onError called with a sentence, or null when requests succeed again
   */
  constructor(
    private readonly onTiles: () => void,
    private readonly onError: (message: string | null) => void,
  ) {}

  find(
    by: ThreadGrouping,
    group: string,
    level: number,
    index: number,
  ): GroupTile | null {
    return this.tiles.get(keyOf(by, group, level, index)) ?? null;
  }

  /** Asks for what is not at hand. Answers true when everything is. */
  want(
    by: ThreadGrouping,
    groups: readonly string[],
    wanted: TileSpan,
  ): boolean {
    const missing = groups.filter((group) => !this.has(by, group, wanted));
    if (missing.length === 0) return true;
    if (this.abort !== null || performance.now() < this.retryAtMillis)
      return false;
    const perGroup = wanted.last - wanted.first + 1;
    const count = Math.max(1, Math.floor(MAX_TILES_PER_REQUEST / perGroup));
    void this.fetch(by, missing.slice(0, count), wanted);
    return false;
  }

  /** Forgets everything, for a newer trace. */
  outdate(): void {
    this.stop();
    this.tiles.clear();
  }

  stop(): void {
    this.abort?.abort();
    this.abort = null;
  }

  private has(by: ThreadGrouping, group: string, tiles: TileSpan): boolean {
    for (let index = tiles.first; index <= tiles.last; index++)
      if (this.find(by, group, tiles.level, index) === null) return false;
    return true;
  }

  private async fetch(
    by: ThreadGrouping,
    groups: readonly string[],
    tiles: TileSpan,
  ): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    try {
      const answer = await postForBytes(
        "/api/group-tiles",
        { by, groups, ...tiles },
        abort.signal,
      );
      if (this.tiles.size > MAX_REMEMBERED) this.tiles.clear();
      for (const tile of decodeGroupTiles(answer)) {
        const group = groups[tile.place];
        this.tiles.set(keyOf(by, group, tile.level, tile.index), tile);
      }
      this.onError(null);
    } catch (error) {
      if (isAbort(error)) return;
      this.retryAtMillis = performance.now() + RETRY_AFTER_MILLIS;
      window.setTimeout(this.onTiles, RETRY_AFTER_MILLIS + 10);
      this.onError(messageOf(error));
    }
    if (this.abort === abort) this.abort = null;
    this.onTiles();
  }
}

function keyOf(
  by: ThreadGrouping,
  group: string,
  level: number,
  index: number,
): string {
  return `${by} ${level} ${index} ${group}`;
}
