import { BUCKETS_PER_TILE } from "../timeline/levels";
import { FLAG_PINNED, type Columns } from "./columns";
import { firstEndingAfter } from "./spans-in";

/* The numbers of query/Tiles.java: the server and this page make the same tiles. */
const EXACT_SPANS = 64;
const WIDE_BUCKETS = 24;

const MAGIC = 0x4a544c31;
const SPAN_BYTES = 22;
const TILE_HEAD_BYTES = 16;
const BLOCKED = 2;
const STATES = 10;

/** What the page asks /api/tiles for. */
export interface TileWish {
  readonly level: number;
  readonly first: number;
  readonly last: number;
  readonly threads: readonly number[];
}

/** Makes the tiles that the server would answer, in the same form. */
export function makeTiles(columns: Columns, wish: TileWish): ArrayBuffer {
  const parts: Uint8Array[] = [];
  let sizeBytes = 8;
  for (const thread of wish.threads) {
    for (let index = wish.first; index <= wish.last; index++) {
      const tile = makeTile(columns, thread, wish.level, index);
      parts.push(tile);
      sizeBytes += tile.length;
    }
  }
  const answer = new Uint8Array(sizeBytes);
  const view = new DataView(answer.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, parts.length, true);
  let at = 8;
  for (const part of parts) {
    answer.set(part, at);
    at += part.length;
  }
  return answer.buffer;
}

function makeTile(
  columns: Columns,
  thread: number,
  level: number,
  index: number,
): Uint8Array {
  const tileNanos = BUCKETS_PER_TILE * 2 ** level;
  const from = index * tileNanos;
  const to = from + tileNanos;
  const first = firstEndingAfter(columns, thread, from);
  let end = first;
  const last = columns.first[thread + 1];
  if (last - first < EXACT_SPANS) {
    while (end < last && columns.start[end] < to) end++;
  } else {
    end = firstEndingAfter(columns, thread, to);
    if (end < last && columns.start[end] < to) end++;
  }
  const count = end - first;
  if (count <= 0) return head(thread, level, index, 0, 0, 0).bytes;
  if (count < EXACT_SPANS) {
    const tile = head(thread, level, index, 2, count, spansBytes(count));
    putSpans(columns, range(first, end), tile.view, TILE_HEAD_BYTES);
    return tile.bytes;
  }
  return bucketTile(columns, { thread, level, index, from, to, first, end });
}

interface BucketPlace {
  readonly thread: number;
  readonly level: number;
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly end: number;
}

function bucketTile(columns: Columns, place: BucketPlace): Uint8Array {
  const { thread, level, index, from, to, first, end } = place;
  const bucketNanos = 2 ** level;
  const sums = new Float64Array(BUCKETS_PER_TILE * STATES);
  const marks = new Uint8Array(BUCKETS_PER_TILE / 8);
  const wide: number[] = [];
  for (let span = first; span < end; span++) {
    const state = columns.state[span];
    const isMarked =
      state === BLOCKED || (columns.flags[span] & FLAG_PINNED) !== 0;
    const spanEnd = Math.min(columns.end[span], to);
    let start = Math.max(columns.start[span], from);
    while (start < spanEnd) {
      const bucket = Math.floor((start - from) / bucketNanos);
      const stop = Math.min(spanEnd, from + (bucket + 1) * bucketNanos);
      sums[bucket * STATES + state] += stop - start;
      if (isMarked) marks[bucket >> 3] |= 1 << (bucket & 7);
      start = stop;
    }
    if (columns.end[span] - columns.start[span] >= WIDE_BUCKETS * bucketNanos)
      wide.push(span);
  }
  const payload = BUCKETS_PER_TILE + 4 + spansBytes(wide.length) + marks.length;
  const tile = head(thread, level, index, 1, BUCKETS_PER_TILE, payload);
  for (let bucket = 0; bucket < BUCKETS_PER_TILE; bucket++)
    tile.bytes[TILE_HEAD_BYTES + bucket] = bucketByte(
      sums,
      bucket,
      bucketNanos,
    );
  const wideAt = TILE_HEAD_BYTES + BUCKETS_PER_TILE;
  tile.view.setUint32(wideAt, wide.length, true);
  putSpans(columns, wide, tile.view, wideAt + 4);
  tile.bytes.set(marks, wideAt + 4 + spansBytes(wide.length));
  return tile.bytes;
}

/** The dominant state plus one, and its share in fifteenths; all of them only for the whole. */
function bucketByte(
  sums: Float64Array,
  bucket: number,
  bucketNanos: number,
): number {
  let dominant = 0;
  let longest = 0;
  for (let state = 0; state < STATES; state++) {
    const nanos = sums[bucket * STATES + state];
    if (nanos > longest) {
      longest = nanos;
      dominant = state;
    }
  }
  if (longest === 0) return 0;
  const rounded = Math.floor((15 * longest + bucketNanos / 2) / bucketNanos);
  const share =
    longest === bucketNanos ? 15 : Math.max(1, Math.min(14, rounded));
  return (share << 4) | (dominant + 1);
}

function head(
  thread: number,
  level: number,
  index: number,
  kind: number,
  count: number,
  payloadBytes: number,
) {
  const bytes = new Uint8Array(TILE_HEAD_BYTES + payloadBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, thread, true);
  view.setUint8(4, level);
  view.setUint8(5, kind);
  view.setUint32(8, index, true);
  view.setUint32(12, count, true);
  return { bytes, view };
}

function spansBytes(count: number): number {
  return (count * SPAN_BYTES + 3) & ~3;
}

function putSpans(
  columns: Columns,
  spans: readonly number[],
  view: DataView,
  offset: number,
): void {
  const count = spans.length;
  spans.forEach((span, i) => {
    view.setInt32(offset + 4 * i, span, true);
    view.setFloat64(offset + 4 * count + 8 * i, columns.start[span], true);
    view.setFloat64(offset + 12 * count + 8 * i, columns.end[span], true);
    view.setUint8(offset + 20 * count + i, columns.state[span]);
    view.setUint8(offset + 21 * count + i, columns.flags[span]);
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
