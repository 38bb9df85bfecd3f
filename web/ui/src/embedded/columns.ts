/** Everything about spans and flows, as api/EmbeddedSpans.java writes it, unpacked. */
export interface Columns {
  /** By thread, and one more: where its spans begin. */
  readonly first: Int32Array;
  /** By span; a thread's spans are in order of time and have no gaps. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly state: Uint8Array;
  readonly flags: Uint8Array;
  /** Texts, stacks and threads by their ids plus one; 0 is none. */
  readonly operation: Int32Array;
  readonly subject: Int32Array;
  readonly stack: Int32Array;
  readonly other: Int32Array;
  readonly amount: Float64Array;
  readonly addressHigh: Float64Array;
  readonly addressLow: Float64Array;
  /** By stack: what it hangs from, plus one, and its innermost frame. */
  readonly stackParent: Int32Array;
  readonly stackFrame: Int32Array;
  /** By flow, in the order of effects. */
  readonly flowKind: Uint8Array;
  readonly flowFromThread: Int32Array;
  readonly flowToThread: Int32Array;
  readonly flowTo: Float64Array;
  readonly flowFrom: Float64Array;
}

/** Unpacks the columns, in the order in which they were written. */
export function readColumns(buffer: ArrayBuffer): Columns {
  const reader = new ColumnReader(buffer);
  const counts = reader.next();
  const starts = reader.next();
  const lengths = reader.next();
  const { first, start, end } = placeSpans(counts, starts, lengths);
  const state = Uint8Array.from(reader.next());
  const flags = Uint8Array.from(reader.next());
  const operation = Int32Array.from(reader.next());
  const subject = Int32Array.from(reader.next());
  const stack = Int32Array.from(reader.next());
  const other = Int32Array.from(reader.next());
  const amount = reader.next().map(signed);
  const addressHigh = reader.next();
  const addressLow = reader.next();
  const stackParent = Int32Array.from(reader.next());
  const stackFrame = Int32Array.from(reader.next());
  const flowKind = Uint8Array.from(reader.next());
  const flowFromThread = Int32Array.from(reader.next(), (id) => id - 1);
  const flowToThread = Int32Array.from(reader.next(), (id) => id - 1);
  let effect = 0;
  const flowTo = reader.next().map((step) => (effect += signed(step)));
  const flowFrom = reader.next().map((delay, i) => flowTo[i] - signed(delay));
  return {
    first,
    start,
    end,
    state,
    flags,
    operation,
    subject,
    stack,
    other,
    amount,
    addressHigh,
    addressLow,
    stackParent,
    stackFrame,
    flowKind,
    flowFromThread,
    flowToThread,
    flowTo,
    flowFrom,
  };
}

function placeSpans(
  counts: Float64Array,
  starts: Float64Array,
  lengths: Float64Array,
) {
  const first = new Int32Array(counts.length + 1);
  const start = new Float64Array(lengths.length);
  const end = new Float64Array(lengths.length);
  let span = 0;
  for (let thread = 0; thread < counts.length; thread++) {
    first[thread] = span;
    let at = starts[thread];
    for (const last = span + counts[thread]; span < last; span++) {
      start[span] = at;
      at += lengths[span];
      end[span] = at;
    }
  }
  first[counts.length] = span;
  return { first, start, end };
}

/** 0, 1, 2, 3 stand for 0, -1, 1, -2. */
function signed(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Reads columns of integers: seven bits a byte, the lowest first, the top bit says that more follow. */
class ColumnReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private offset = 0;

  constructor(buffer: ArrayBuffer) {
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  next(): Float64Array {
    const from = this.offset + 4;
    const to = from + this.view.getUint32(this.offset, true);
    this.offset = to;
    const { bytes } = this;
    let count = 0;
    for (let i = from; i < to; i++) if (bytes[i] < 0x80) count++;
    const values = new Float64Array(count);
    let at = from;
    for (let i = 0; i < count; i++) {
      let value = bytes[at++];
      if (value >= 0x80) {
        value -= 0x80;
        let scale = 0x80;
        for (;;) {
          const byte = bytes[at++];
          value += (byte & 0x7f) * scale;
          if (byte < 0x80) break;
          scale *= 0x80;
        }
      }
      values[i] = value;
    }
    return values;
  }
}
