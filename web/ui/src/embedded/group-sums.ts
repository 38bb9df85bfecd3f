import { STATE_COUNT } from "../model/states";
import { BUCKETS_PER_TILE } from "../timeline/levels";
import type { Columns } from "./columns";
import { membersOf, type Embedded } from "./dictionaries";
import { eachSpan } from "./spans-in";

/** What the page asks /api/group-tiles for. */
export interface GroupTileWish {
  readonly by: string;
  readonly level: number;
  readonly first: number;
  readonly last: number;
  readonly groups: readonly string[];
}

const MAGIC = 0x4a544731;
const HEAD_BYTES = 8;
const TILE_HEAD_BYTES = 20;
const ALL = 255;

/** Makes the tiles that the server would answer, in the same form; always as fine as asked for. */
export function makeGroupTiles(
  { columns, texts }: Embedded,
  wish: GroupTileWish,
): ArrayBuffer {
  const tiles = wish.groups.flatMap((key, place) => {
    const members = membersOf(texts, wish.by, key);
    return Array.from({ length: wish.last - wish.first + 1 }, (_, i) =>
      groupTile(columns, members, place, wish.level, wish.first + i),
    );
  });
  const sizeBytes = tiles.reduce((sum, tile) => sum + tile.length, HEAD_BYTES);
  const answer = new Uint8Array(sizeBytes);
  const view = new DataView(answer.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, tiles.length, true);
  let at = HEAD_BYTES;
  for (const tile of tiles) {
    answer.set(tile, at);
    at += tile.length;
  }
  return answer.buffer;
}

function groupTile(
  columns: Columns,
  members: readonly number[],
  place: number,
  level: number,
  index: number,
): Uint8Array {
  const sums = sumStates(columns, members, level, index);
  const states = sums.flatMap((sum, state) => (sum === null ? [] : [state]));
  const payload =
    states.length === 0 ? 0 : BUCKETS_PER_TILE * (4 + states.length);
  const tile = new Uint8Array(TILE_HEAD_BYTES + payload);
  const view = new DataView(tile.buffer);
  view.setUint32(0, place, true);
  view.setUint8(4, level);
  view.setUint8(5, states.length === 0 ? 0 : 1);
  view.setUint16(
    6,
    states.reduce((mask, state) => mask | (1 << state), 0),
    true,
  );
  view.setUint32(8, index, true);
  view.setUint32(12, level, true);
  view.setUint32(16, states.length, true);
  const nanos = 2 ** level;
  for (let bucket = 0; payload > 0 && bucket < BUCKETS_PER_TILE; bucket++) {
    const alive = states.reduce((sum, state) => sum + sums[state]![bucket], 0);
    view.setFloat32(TILE_HEAD_BYTES + 4 * bucket, alive / nanos, true);
    states.forEach((state, i) => {
      const share = alive === 0 ? 0 : sums[state]![bucket] / alive;
      const at = TILE_HEAD_BYTES + BUCKETS_PER_TILE * (4 + i) + bucket;
      view.setUint8(at, Math.round(ALL * share));
    });
  }
  return tile;
}

/** By state, the time of all members in each bucket; null for states that do not occur. */
function sumStates(
  columns: Columns,
  members: readonly number[],
  level: number,
  index: number,
): (Float64Array | null)[] {
  const nanos = 2 ** level;
  const from = index * BUCKETS_PER_TILE * nanos;
  const range = { from, to: from + BUCKETS_PER_TILE * nanos };
  const sums = Array<Float64Array | null>(STATE_COUNT).fill(null);
  for (const thread of members)
    eachSpan(columns, thread, range, (span, within) => {
      if (within === 0) return;
      const sum = (sums[columns.state[span]] ??= new Float64Array(
        BUCKETS_PER_TILE,
      ));
      const end = Math.min(columns.end[span], range.to);
      let start = Math.max(columns.start[span], from);
      while (start < end) {
        const bucket = Math.floor((start - from) / nanos);
        const stop = Math.min(end, from + (bucket + 1) * nanos);
        sum[bucket] += stop - start;
        start = stop;
      }
    });
  return sums;
}
