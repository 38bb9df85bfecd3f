import type { RowGroup } from "../api/timeline";
import type { ThreadId, TimeRange } from "../units";
import { STACK_ORDER, STATE_COUNT, STATE_ORDINAL } from "../model/states";
import { bucketNanos, tileNanos, tilesOf } from "./levels";
import type { TileCache } from "./tile-cache";
import type { GroupTile } from "./group-tiles";
import type { SpanColumns, Tile } from "./tiles";
import { xOf } from "./viewport";

/** Threads of a group whose tiles stand for all of it on its head row. */
export const GROUP_SAMPLE = 64;
/** Head rows are drawn this many levels coarser than thread rows: they need many tiles and little detail. */
export const GROUP_COARSER_LEVELS = 2;

/** Whether the server is asked for sums of all members; of small groups all members are at hand anyway. */
export function isSummed(group: RowGroup): boolean {
  return group.count > GROUP_SAMPLE;
}

const samples = new WeakMap<RowGroup, readonly ThreadId[]>();

/**
 * The members that are sampled: evenly spread over their starts, so that the sample covers the same stretch of time as the
 * group. The order of the rows would not do: the busiest threads are not spread evenly.
 */
export function sampleOf(group: RowGroup): readonly ThreadId[] {
  if (group.threads.length <= GROUP_SAMPLE) return group.threads;
  const known = samples.get(group);
  if (known !== undefined) return known;
  const byStart = [...group.threads.keys()].sort(
    (a, b) => group.starts[a] - group.starts[b],
  );
  const step = (byStart.length - 1) / (GROUP_SAMPLE - 1);
  const sample = Array.from(
    { length: GROUP_SAMPLE },
    (_, i) => group.threads[byStart[Math.round(i * step)]],
  );
  samples.set(group, sample);
  return sample;
}

/**
 * The mix of states of a group over time: per column of the view, the weight of each state in the order of the API. Sums the
 * sampled threads' tiles; null while none of them is at hand.
 */
export function groupMix(
  cache: TileCache,
  threads: readonly ThreadId[],
  view: TimeRange,
  level: number,
  columns: number,
): Float32Array | null {
  const mix = new Float32Array(columns * STATE_COUNT);
  const { first, last } = tilesOf(view, level);
  let found = 0;
  for (const thread of threads) {
    for (let index = first; index <= last; index++) {
      const tile = cache.find(thread, level, index);
      if (tile === null) continue;
      found++;
      addTile(mix, tile, view, index, level, columns);
    }
  }
  return found === 0 ? null : mix;
}

function addTile(
  mix: Float32Array,
  tile: Tile,
  view: TimeRange,
  index: number,
  level: number,
  columns: number,
): void {
  const part = {
    from: Math.max(view.from, index * tileNanos(level)),
    to: Math.min(view.to, (index + 1) * tileNanos(level)),
  };
  if (tile.kind === "exact") addSpans(mix, tile.spans, part, view, columns);
  else if (tile.kind === "buckets") addBuckets(mix, tile, part, view, columns);
}

function addBuckets(
  mix: Float32Array,
  tile: Extract<Tile, { kind: "buckets" }>,
  part: TimeRange,
  view: TimeRange,
  columns: number,
): void {
  const perBucket = bucketNanos(tile.level);
  const tileFrom = tile.index * tileNanos(tile.level);
  const nanosPerColumn = (view.to - view.from) / columns;
  const x0 = Math.max(0, Math.ceil(xOf(view, columns, part.from) - 0.5));
  const x1 = Math.min(columns, Math.ceil(xOf(view, columns, part.to) - 0.5));
  const lastBucket = tile.buckets.length - 1;
  for (let x = x0; x < x1; x++) {
    const nanos = view.from + (x + 0.5) * nanosPerColumn;
    const i = Math.floor((nanos - tileFrom) / perBucket);
    const cell = tile.buckets[Math.min(lastBucket, Math.max(0, i))];
    if ((cell & 15) !== 0) mix[x * STATE_COUNT + (cell & 15) - 1] += 1;
  }
}

function addSpans(
  mix: Float32Array,
  spans: SpanColumns,
  part: TimeRange,
  view: TimeRange,
  columns: number,
): void {
  for (let i = 0; i < spans.start.length; i++) {
    const from = Math.max(part.from, spans.start[i]);
    const to = Math.min(part.to, spans.end[i]);
    if (to <= from) continue;
    const x0 = xOf(view, columns, from);
    const x1 = xOf(view, columns, to);
    const last = Math.min(columns - 1, Math.ceil(x1) - 1);
    for (let x = Math.max(0, Math.floor(x0)); x <= last; x++) {
      const covered = Math.min(x1, x + 1) - Math.max(x0, x);
      mix[x * STATE_COUNT + spans.state[i]] += covered;
    }
  }
}

/**
 * The number of members in each state over time, from the sums of all members, in the form of {@link groupMix}; null while no
 * sum is at hand.
 */
export function groupSums(
  tileAt: (index: number) => GroupTile | null,
  view: TimeRange,
  level: number,
  columns: number,
): Float32Array | null {
  const mix = new Float32Array(columns * STATE_COUNT);
  const nanosPerColumn = (view.to - view.from) / columns;
  let found = false;
  for (let x = 0; x < columns; x++) {
    const nanos = view.from + (x + 0.5) * nanosPerColumn;
    const index = Math.floor(nanos / tileNanos(level));
    const tile = tileAt(index);
    if (tile === null) continue;
    found = true;
    const inTile = nanos - index * tileNanos(level);
    addSums(mix, x, tile, Math.floor(inTile / bucketNanos(level)));
  }
  return found ? mix : null;
}

function addSums(
  mix: Float32Array,
  column: number,
  { alive, shares }: GroupTile,
  bucket: number,
): void {
  if (alive === null) return;
  shares.forEach((share, ordinal) => {
    if (share !== null)
      mix[column * STATE_COUNT + ordinal] =
        (alive[bucket] * share[bucket]) / 255;
  });
}

/** The greatest sum of a column. */
export function topOfMix(mix: Float32Array): number {
  let top = 0;
  for (let at = 0; at < mix.length; at += STATE_COUNT) {
    let sum = 0;
    for (let s = 0; s < STATE_COUNT; s++) sum += mix[at + s];
    top = Math.max(top, sum);
  }
  return top;
}

/**
 * Cells of a stacked strip: `rows` x `columns`, the first stacked state at the bottom; 0 where nobody was alive. A column is
 * as high as its sum against `top`; without it each fills the strip.
 */
export function stackCells(
  mix: Float32Array,
  columns: number,
  rows: number,
  top: number | null = null,
): Uint8Array {
  const cells = new Uint8Array(rows * columns);
  for (let x = 0; x < columns; x++) {
    let total = 0;
    for (let s = 0; s < STATE_COUNT; s++) total += mix[x * STATE_COUNT + s];
    if (total === 0) continue;
    let height = 0;
    const unit = rows / (top ?? total);
    for (const key of STACK_ORDER) {
      const ordinal = STATE_ORDINAL[key];
      const weight = mix[x * STATE_COUNT + ordinal];
      if (weight === 0) continue;
      const next = Math.min(rows, height + weight * unit);
      for (let y = Math.round(height); y < Math.round(next); y++)
        cells[(rows - 1 - y) * columns + x] = 0xf0 | (ordinal + 1);
      height = next;
    }
  }
  return cells;
}
