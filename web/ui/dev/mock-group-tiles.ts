import { STATE_KEYS, STATE_ORDINAL } from "../src/model/states.ts";
import { BUCKETS_PER_TILE, tileNanos } from "../src/timeline/levels.ts";
import { keyOf, type GroupBy } from "./mock-analysis.ts";
import { positionsBetween } from "./mock-tiles.ts";
import type { MockThread, MockTrace } from "./mock-trace.ts";

const MAGIC = 0x4a544731;
const HEAD_BYTES = 8;
const TILE_HEAD_BYTES = 20;
const KNOWN_STATES = 0x3ff;

interface Asked {
  readonly by: GroupBy;
  readonly level: number;
  readonly first: number;
  readonly last: number;
  readonly groups: readonly string[];
}

/** Sums of groups as the server answers them; each tile tells all states. */
export function encodeGroupTiles(trace: MockTrace, asked: Asked): ArrayBuffer {
  const perGroup = asked.last - asked.first + 1;
  const payload = (4 + STATE_KEYS.length) * BUCKETS_PER_TILE;
  const tileBytes = TILE_HEAD_BYTES + payload;
  const count = asked.groups.length * perGroup;
  const bytes = new ArrayBuffer(HEAD_BYTES + count * tileBytes);
  const view = new DataView(bytes);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, count, true);
  asked.groups.forEach((group, place) => {
    const members = trace.threads.filter(
      (thread) => keyOf(thread, asked.by) === group,
    );
    for (let i = 0; i < perGroup; i++) {
      const at = HEAD_BYTES + (place * perGroup + i) * tileBytes;
      const index = asked.first + i;
      view.setUint32(at, place, true);
      view.setUint8(at + 4, asked.level);
      view.setUint8(at + 5, 1);
      view.setUint16(at + 6, KNOWN_STATES, true);
      view.setUint32(at + 8, index, true);
      view.setUint32(at + 12, asked.level, true);
      view.setUint32(at + 16, STATE_KEYS.length, true);
      putSums(view, at + TILE_HEAD_BYTES, members, asked.level, index);
    }
  });
  return bytes;
}

function putSums(
  view: DataView,
  at: number,
  members: readonly MockThread[],
  level: number,
  index: number,
): void {
  const sums = sumsOf(members, level, index);
  for (let bucket = 0; bucket < BUCKETS_PER_TILE; bucket++) {
    const alive = sums.reduce((sum, state) => sum + state[bucket], 0);
    view.setFloat32(at + 4 * bucket, alive, true);
    sums.forEach((state, ordinal) =>
      view.setUint8(
        at + (4 + ordinal) * BUCKETS_PER_TILE + bucket,
        alive === 0 ? 0 : Math.round((255 * state[bucket]) / alive),
      ),
    );
  }
}

/** By state and bucket, the mean number of members. */
function sumsOf(
  members: readonly MockThread[],
  level: number,
  index: number,
): Float64Array[] {
  const from = index * tileNanos(level);
  const bucket = tileNanos(level) / BUCKETS_PER_TILE;
  const sums = STATE_KEYS.map(() => new Float64Array(BUCKETS_PER_TILE));
  for (const thread of members)
    for (const i of positionsBetween(thread, from, from + tileNanos(level))) {
      const { start, end, state } = thread.spans[i];
      const x0 = Math.max(0, (start - from) / bucket);
      const x1 = Math.min(BUCKETS_PER_TILE, (end - from) / bucket);
      const sum = sums[STATE_ORDINAL[state]];
      for (let x = Math.floor(x0); x < x1; x++)
        sum[x] += Math.min(x1, x + 1) - Math.max(x0, x);
    }
  return sums;
}
