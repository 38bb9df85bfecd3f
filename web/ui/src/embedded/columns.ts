import { STATE_ORDINAL } from "../model/states";
import { ColumnReader, signed } from "./column-reader";

/** Stacks that threads were found in, in order of time. Texts, stacks and threads are ids, -1 for none. */
export interface SampleColumns {
  readonly nanos: Float64Array;
  readonly kind: Uint8Array;
  readonly thread: Int32Array;
  readonly stack: Int32Array;
  /** The allocated class. */
  readonly subject: Int32Array;
  readonly weight: Float64Array;
}

/** System calls that threads were found in, in order of time. */
export interface CallColumns {
  readonly nanos: Float64Array;
  readonly thread: Int32Array;
  readonly name: Int32Array;
  readonly target: Int32Array;
}

/** What threads are. Texts, stacks and threads are ids, -1 for none. */
export interface ThreadColumns {
  /** 0 where not known. */
  readonly javaId: Float64Array;
  readonly osId: Float64Array;
  readonly group: Int32Array;
  readonly isStartSeen: readonly boolean[];
  readonly isEndSeen: readonly boolean[];
  readonly parent: Int32Array;
  readonly startStack: Int32Array;
}

/** Everything about spans, flows and samples, as api/EmbeddedTrace.java writes it, unpacked. Ids are -1 for none. */
export interface Columns {
  readonly threadCount: number;
  /** Spans of threads; those of processors come after them. */
  readonly threadSpans: number;
  /** By processor, its number. Processors are rows after those of threads. */
  readonly cpus: Int32Array;
  /** By row, and one more: where its spans begin. */
  readonly first: Int32Array;
  /** By span; a row's spans are in order of time. Those of a thread have no gaps. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly state: Uint8Array;
  readonly flags: Uint8Array;
  /** The other thread; of a processor's span the one that was on it. */
  readonly other: Int32Array;
  /** By span of a thread. */
  readonly operation: Int32Array;
  readonly subject: Int32Array;
  readonly stack: Int32Array;
  readonly amount: Float64Array;
  readonly addressHigh: Float64Array;
  readonly addressLow: Float64Array;
  /** By stack: what it hangs from, and its innermost frame. */
  readonly stackParent: Int32Array;
  readonly stackFrame: Int32Array;
  /** By flow, in the order of effects. */
  readonly flowKind: Uint8Array;
  readonly flowFromThread: Int32Array;
  readonly flowToThread: Int32Array;
  readonly flowTo: Float64Array;
  readonly flowFrom: Float64Array;
  readonly samples: SampleColumns;
  readonly calls: CallColumns;
  readonly threads: ThreadColumns;
}

export const FLAG_PINNED = 1;
export const FLAG_TIMED_OUT = 2;
export const FLAG_PROVEN = 4;
export const FLAG_CONTINUED = 8;
export const FLAG_PREEMPTED = 16;

/* How a thread was on a processor, in api/EmbeddedProcessors.java. */
const PREEMPTED = 1;
const UNDETERMINED = 2;

/* Which ends of a thread's life were seen, in api/EmbeddedThreads.java. */
const START_SEEN = 1;
const END_SEEN = 2;

type SpanColumns = Pick<Columns, "start" | "end" | "state" | "flags" | "other">;

/** Unpacks the columns, in the order in which they were written. */
export function readColumns(buffer: ArrayBuffer): Columns {
  const reader = new ColumnReader(buffer);
  const counts = reader.ints();
  const starts = reader.next();
  const lengths = reader.next();
  const state = reader.next();
  const flags = reader.next();
  const operation = reader.ids();
  const subject = reader.ids();
  const stack = reader.ids();
  const other = reader.ids();
  const ofThreads = placeSpans(counts, starts, lengths);
  const rest = readRest(reader);
  const { cpuCounts, cpuSpans } = rest;
  return {
    ...rest.columns,
    threadCount: counts.length,
    threadSpans: lengths.length,
    first: firstSpans([...counts, ...cpuCounts]),
    start: joined(ofThreads.start, cpuSpans.start),
    end: joined(ofThreads.end, cpuSpans.end),
    state: Uint8Array.from(joined(state, cpuSpans.state)),
    flags: Uint8Array.from(joined(flags, cpuSpans.flags)),
    other: Int32Array.from(joined(other, cpuSpans.other)),
    operation,
    subject,
    stack,
  };
}

function readRest(reader: ColumnReader) {
  const amount = reader.next().map(signed);
  const addressHigh = reader.next();
  const addressLow = reader.next();
  const stackParent = reader.ids();
  const stackFrame = reader.ints();
  const flowKind = Uint8Array.from(reader.next());
  const flowFromThread = reader.ids();
  const flowToThread = reader.ids();
  const flowTo = reader.instants();
  const flowFrom = reader.next().map((delay, i) => flowTo[i] - signed(delay));
  const cpus = reader.ints();
  const cpuCounts = reader.ints();
  const cpuSpans = readCpuSpans(reader, cpuCounts);
  const columns = {
    cpus,
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
    samples: readSamples(reader),
    calls: readCalls(reader),
    threads: readThreads(reader),
  };
  return { columns, cpuCounts, cpuSpans };
}

function readCpuSpans(reader: ColumnReader, counts: Int32Array): SpanColumns {
  const gaps = reader.next().map(signed);
  const lengths = reader.next();
  const other = reader.ids();
  const kinds = Uint8Array.from(reader.next());
  const start = new Float64Array(lengths.length);
  const end = new Float64Array(lengths.length);
  let span = 0;
  for (const count of counts) {
    let at = 0;
    for (const last = span + count; span < last; span++) {
      at = start[span] = at + gaps[span];
      at = end[span] = at + lengths[span];
    }
  }
  const { running, undetermined } = STATE_ORDINAL;
  return {
    start,
    end,
    state: kinds.map((kind) =>
      kind === UNDETERMINED ? undetermined : running,
    ),
    flags: kinds.map((kind) => (kind === PREEMPTED ? FLAG_PREEMPTED : 0)),
    other,
  };
}

function readSamples(reader: ColumnReader): SampleColumns {
  return {
    nanos: reader.instants(),
    kind: Uint8Array.from(reader.next()),
    thread: reader.ids(),
    stack: reader.ids(),
    subject: reader.ids(),
    weight: reader.next(),
  };
}

function readCalls(reader: ColumnReader): CallColumns {
  return {
    nanos: reader.instants(),
    thread: reader.ids(),
    name: reader.ids(),
    target: reader.ids(),
  };
}

function readThreads(reader: ColumnReader): ThreadColumns {
  const javaId = reader.next().map(signed);
  const osId = reader.next().map(signed);
  const group = reader.ids();
  const seen = [...reader.next()];
  return {
    javaId,
    osId,
    group,
    isStartSeen: seen.map((bits) => (bits & START_SEEN) !== 0),
    isEndSeen: seen.map((bits) => (bits & END_SEEN) !== 0),
    parent: reader.ids(),
    startStack: reader.ids(),
  };
}

function placeSpans(
  counts: Int32Array,
  starts: Float64Array,
  lengths: Float64Array,
) {
  const start = new Float64Array(lengths.length);
  const end = new Float64Array(lengths.length);
  let span = 0;
  for (let thread = 0; thread < counts.length; thread++) {
    let at = starts[thread];
    for (const last = span + counts[thread]; span < last; span++) {
      start[span] = at;
      at += lengths[span];
      end[span] = at;
    }
  }
  return { start, end };
}

function firstSpans(counts: readonly number[]): Int32Array {
  const first = new Int32Array(counts.length + 1);
  counts.forEach((count, row) => (first[row + 1] = first[row] + count));
  return first;
}

function joined(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
): Float64Array {
  const both = new Float64Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
