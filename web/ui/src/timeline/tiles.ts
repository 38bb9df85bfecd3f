import type { Nanos, SpanIndex, ThreadId } from "../units";
import { BUCKETS_PER_TILE } from "./levels";

/** Spans as columns, in order of time. */
export interface SpanColumns {
  readonly index: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Ordinal of the state in model/states.ts. */
  readonly state: Uint8Array;
  readonly flags: Uint8Array;
}

export const FLAG_PINNED = 1;
export const FLAG_TIMED_OUT = 2;
export const FLAG_PROVEN = 4;

interface TilePlace {
  readonly thread: ThreadId;
  readonly level: number;
  readonly index: number;
  readonly sizeBytes: number;
}

/** The thread was not alive in this stretch. */
export interface EmptyTile extends TilePlace {
  readonly kind: "empty";
}

/** One byte a bucket: low nibble = dominant state ordinal + 1, high nibble = its share of the bucket, 1 to 15. */
export interface BucketTile extends TilePlace {
  readonly kind: "buckets";
  readonly buckets: Uint8Array;
  /** The spans long enough to be drawn on their own. */
  readonly wide: SpanColumns;
  /** A bit per bucket: it contains a pinned or blocked stretch, dominant or not. */
  readonly marks: Uint8Array;
}

/** So few spans that the tile lists them. */
export interface ExactTile extends TilePlace {
  readonly kind: "exact";
  readonly spans: SpanColumns;
}

export type Tile = EmptyTile | BucketTile | ExactTile;

const MAGIC = 0x4a544c31; // "JTL1"
const KIND_EMPTY = 0;
const KIND_BUCKETS = 1;
const KIND_EXACT = 2;
const MARK_BYTES = BUCKETS_PER_TILE / 8;

/** Reads an answer of /api/tiles. Throws a sentence for the user if it is not one. */
export function decodeTiles(answer: ArrayBuffer): Tile[] {
  const cursor = new Cursor(answer);
  const magic = cursor.u32();
  if (magic !== MAGIC) {
    throw new Error(
      `Expected tiles to begin with ${hex(MAGIC)}, found ${hex(magic)}.`,
    );
  }
  const tileCount = cursor.u32();
  const tiles: Tile[] = [];
  for (let i = 0; i < tileCount; i++) tiles.push(readTile(cursor));
  return tiles;
}

function readTile(cursor: Cursor): Tile {
  const startBytes = cursor.offset;
  const thread = cursor.u32();
  const level = cursor.u8();
  const kind = cursor.u8();
  cursor.skip(2);
  const index = cursor.u32();
  const count = cursor.u32();
  const place = () => ({
    thread,
    level,
    index,
    sizeBytes: cursor.offset - startBytes,
  });
  switch (kind) {
    case KIND_EMPTY:
      return { kind: "empty", ...place() };
    case KIND_BUCKETS: {
      const buckets = cursor.bytes(count);
      const wide = readSpans(cursor, cursor.u32());
      const marks = cursor.bytes(MARK_BYTES);
      return { kind: "buckets", buckets, wide, marks, ...place() };
    }
    case KIND_EXACT: {
      const spans = readSpans(cursor, count);
      return { kind: "exact", spans, ...place() };
    }
    default:
      throw new Error(
        `Expected a tile of kind 0, 1 or 2, found ${kind} at byte ${startBytes}.`,
      );
  }
}

function readSpans(cursor: Cursor, count: number): SpanColumns {
  const index = cursor.i32s(count);
  const start = cursor.f64s(count);
  const end = cursor.f64s(count);
  // Only the block as a whole is padded: the flags follow the states at once.
  const both = cursor.bytes(2 * count);
  const state = both.subarray(0, count);
  const flags = both.subarray(count);
  return { index, start, end, state, flags };
}

/** A little-endian reader whose byte arrays are padded to multiples of four. Copies, so that the answer can be let go. */
class Cursor {
  offset = 0;
  private readonly view: DataView;

  constructor(private readonly buffer: ArrayBuffer) {
    this.view = new DataView(buffer);
  }

  u8(): number {
    this.need(1);
    return this.view.getUint8(this.offset++);
  }

  u32(): number {
    this.need(4);
    const value = this.view.getUint32(this.offset, true);
    this.offset += 4;
    return value;
  }

  skip(bytes: number): void {
    this.need(bytes);
    this.offset += bytes;
  }

  bytes(count: number): Uint8Array {
    this.need(count);
    const copy = new Uint8Array(this.buffer, this.offset, count).slice();
    this.offset = alignTo4(this.offset + count);
    return copy;
  }

  i32s(count: number): Int32Array {
    this.need(4 * count);
    const values = new Int32Array(count);
    for (let i = 0; i < count; i++)
      values[i] = this.view.getInt32(this.offset + 4 * i, true);
    this.offset += 4 * count;
    return values;
  }

  f64s(count: number): Float64Array {
    this.need(8 * count);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++)
      values[i] = this.view.getFloat64(this.offset + 8 * i, true);
    this.offset += 8 * count;
    return values;
  }

  private need(bytes: number): void {
    if (this.offset + bytes > this.view.byteLength) {
      throw new Error(
        `Expected ${bytes} more bytes of tiles at byte ${this.offset}, found ${this.view.byteLength - this.offset}.`,
      );
    }
  }
}

function alignTo4(offset: number): number {
  return (offset + 3) & ~3;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** The position of the span that contains an instant, or -1. Spans are sorted and half-open. */
export function spanAt(spans: SpanColumns, nanos: Nanos): number {
  let low = 0;
  let high = spans.start.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (spans.start[middle] > nanos) high = middle - 1;
    else low = middle + 1;
  }
  return high >= 0 && nanos < spans.end[high] ? high : -1;
}

/** A span by its parts, for those who draw or point at one. */
export interface SpanBox {
  readonly index: SpanIndex;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly state: number;
  readonly flags: number;
}

export function spanBox(spans: SpanColumns, i: number): SpanBox {
  return {
    index: spans.index[i],
    start: spans.start[i],
    end: spans.end[i],
    state: spans.state[i],
    flags: spans.flags[i],
  };
}
