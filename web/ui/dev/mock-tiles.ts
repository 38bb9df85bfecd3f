import type { MockThread, MockTrace } from "./mock-trace.ts";

/** Encodes tiles as docs/viewer-api.md says; slow and plain, to check the decoder against. */
const BUCKETS = 1024;
const MAGIC = 0x4a544c31;
const EXACT_BELOW_SPANS = 512;
const WIDE_FROM_BUCKETS = 24;

export function encodeTiles(
  trace: MockTrace,
  threads: readonly number[],
  level: number,
  first: number,
  last: number,
): ArrayBuffer {
  const out = new Writer();
  out.u32(MAGIC);
  out.u32(threads.length * (last - first + 1));
  for (const id of threads)
    for (let index = first; index <= last; index++)
      writeTile(out, trace, trace.threads[id], id, level, index);
  return out.finish();
}

function writeTile(
  out: Writer,
  trace: MockTrace,
  thread: MockThread | undefined,
  id: number,
  level: number,
  index: number,
): void {
  const bucketNanos = 2 ** level;
  const from = index * BUCKETS * bucketNanos;
  const to = from + BUCKETS * bucketNanos;
  const positions =
    thread === undefined ? [] : positionsBetween(thread, from, to);
  const kind =
    positions.length === 0 ? 0 : positions.length < EXACT_BELOW_SPANS ? 2 : 1;
  out.u32(id);
  out.u8(level);
  out.u8(kind);
  out.u16(0);
  out.u32(index);
  if (thread === undefined || kind === 0) {
    out.u32(0);
  } else if (kind === 2) {
    out.u32(positions.length);
    writeSpans(out, trace, thread, positions);
  } else {
    writeBuckets(out, trace, thread, positions, from, bucketNanos);
  }
}

function writeBuckets(
  out: Writer,
  trace: MockTrace,
  thread: MockThread,
  positions: readonly number[],
  from: number,
  bucketNanos: number,
): void {
  const time = new Float64Array(BUCKETS * 10);
  const marks = new Uint8Array(BUCKETS / 8);
  for (const position of positions) {
    const span = thread.spans[position];
    const b0 = Math.max(0, Math.floor((span.start - from) / bucketNanos));
    const b1 = Math.min(
      BUCKETS - 1,
      Math.ceil((span.end - from) / bucketNanos) - 1,
    );
    for (let b = b0; b <= b1; b++) {
      const bucketFrom = from + b * bucketNanos;
      time[b * 10 + trace.ordinalOf(span)] +=
        Math.min(span.end, bucketFrom + bucketNanos) -
        Math.max(span.start, bucketFrom);
      if (span.isPinned || span.state === "blocked")
        marks[b >> 3] |= 1 << (b & 7);
    }
  }
  out.u32(BUCKETS);
  out.bytes(
    Uint8Array.from({ length: BUCKETS }, (_, b) =>
      bucketByte(time.subarray(b * 10, b * 10 + 10)),
    ),
  );
  const wide = positions.filter(
    (i) =>
      thread.spans[i].end - thread.spans[i].start >=
      WIDE_FROM_BUCKETS * bucketNanos,
  );
  out.u32(wide.length);
  writeSpans(out, trace, thread, wide);
  out.bytes(marks);
}

function bucketByte(time: Float64Array): number {
  const total = time.reduce((sum, nanos) => sum + nanos, 0);
  if (total === 0) return 0;
  const best = time.reduce((top, nanos, i) => (nanos > time[top] ? i : top), 0);
  const share = Math.max(1, Math.round((time[best] / total) * 15));
  return (share << 4) | (best + 1);
}

function writeSpans(
  out: Writer,
  trace: MockTrace,
  thread: MockThread,
  positions: readonly number[],
): void {
  const spans = positions.map((position) => thread.spans[position]);
  for (const position of positions) out.i32(thread.firstSpan + position);
  for (const span of spans) out.f64(span.start);
  for (const span of spans) out.f64(span.end);
  const states = spans.map((span) => trace.ordinalOf(span));
  const flags = spans.map(
    (span) =>
      (span.isPinned ? 1 : 0) |
      (span.isTimedOut ? 2 : 0) |
      (span.state === "native" ? 4 : 0),
  );
  out.bytes(Uint8Array.from([...states, ...flags]));
}

/** Positions of the spans that touch a stretch. */
export function positionsBetween(
  thread: MockThread,
  from: number,
  to: number,
): number[] {
  const positions: number[] = [];
  for (
    let i = firstEndingAfter(thread, from);
    i < thread.spans.length && thread.spans[i].start < to;
    i++
  )
    positions.push(i);
  return positions;
}

export function firstEndingAfter(thread: MockThread, nanos: number): number {
  let low = 0;
  let high = thread.spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thread.spans[middle].end > nanos) high = middle;
    else low = middle + 1;
  }
  return low;
}

class Writer {
  private buffer = new ArrayBuffer(1 << 16);
  private view = new DataView(this.buffer);
  private offset = 0;

  u8(value: number): void {
    const at = this.take(1);
    this.view.setUint8(at, value);
  }

  u16(value: number): void {
    const at = this.take(2);
    this.view.setUint16(at, value, true);
  }

  u32(value: number): void {
    const at = this.take(4);
    this.view.setUint32(at, value, true);
  }

  i32(value: number): void {
    const at = this.take(4);
    this.view.setInt32(at, value, true);
  }

  f64(value: number): void {
    const at = this.take(8);
    this.view.setFloat64(at, value, true);
  }

  bytes(values: Uint8Array): void {
    const at = this.take((values.length + 3) & ~3);
    new Uint8Array(this.buffer).set(values, at);
  }

  finish(): ArrayBuffer {
    return this.buffer.slice(0, this.offset);
  }

  private take(bytes: number): number {
    const at = this.offset;
    this.offset += bytes;
    if (this.offset > this.buffer.byteLength) {
      const larger = new ArrayBuffer(
        Math.max(this.offset, 2 * this.buffer.byteLength),
      );
      new Uint8Array(larger).set(new Uint8Array(this.buffer));
      this.buffer = larger;
      this.view = new DataView(larger);
    }
    return at;
  }
}
