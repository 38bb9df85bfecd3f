import { STATE_ORDINAL, type StateKey } from "../model/states";
import { BUCKETS_PER_TILE } from "./levels";
import type { BucketTile, ExactTile, SpanColumns } from "./tiles";

/**
 * Spans drawn as text for tests: `running 0-10, blocked 10-40!, parked 40-50` (an exclamation mark means pinned). Indices count
 * from 0.
 */
export function spansOf(drawing: string): SpanColumns {
  const parts = drawing.split(",").map((part) => {
    const match = /^\s*(\w+) (\d+)-(\d+)(!?)\s*$/.exec(part);
    if (match === null) throw new Error(`Cannot read the span "${part}".`);
    const [, state, start, end, pinned] = match;
    return { state: state as StateKey, start: +start, end: +end, pinned };
  });
  return {
    index: Int32Array.from(parts.keys()),
    start: Float64Array.from(parts, ({ start }) => start),
    end: Float64Array.from(parts, ({ end }) => end),
    state: Uint8Array.from(parts, ({ state }) => STATE_ORDINAL[state]),
    flags: Uint8Array.from(parts, ({ pinned }) => (pinned === "!" ? 1 : 0)),
  };
}

export function exactTile(
  thread: number,
  level: number,
  index: number,
  drawing: string,
): ExactTile {
  const spans = spansOf(drawing);
  return { kind: "exact", thread, level, index, spans, sizeBytes: 100 };
}

/** A tile whose every bucket has the same byte. */
export function bucketTile(
  thread: number,
  level: number,
  index: number,
  state: StateKey,
  share = 15,
): BucketTile {
  const byte = (share << 4) | (STATE_ORDINAL[state] + 1);
  return {
    kind: "buckets",
    thread,
    level,
    index,
    buckets: new Uint8Array(BUCKETS_PER_TILE).fill(byte),
    wide: {
      index: new Int32Array(0),
      start: new Float64Array(0),
      end: new Float64Array(0),
      state: new Uint8Array(0),
      flags: new Uint8Array(0),
    },
    marks: new Uint8Array(BUCKETS_PER_TILE / 8),
    sizeBytes: 1300,
  };
}
