/**
 * The answers of the viewer's server about the timeline: rows, what is drawn in them, spans and events one by one. See
 * api/types.ts.
 */
import type { EventIndex, Nanos, SpanIndex, ThreadId } from "../units";
import type { Frame, ThreadKind } from "./types";

/** What a row of the timeline can be: the ids of processors come after those of threads. */
export type RowKind = ThreadKind | "cpu";

/** What a thread did in a stretch of time that is too short to be drawn. */
export interface Stretch {
  readonly count: number;
  readonly maxNanos: Nanos;
  readonly states: readonly Nanos[];
}

/** A span in a list; {@link Span} has the rest. */
export interface FoundSpan {
  readonly index: SpanIndex;
  readonly thread: ThreadId;
  readonly threadName: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly state: string;
  readonly operation: string | null;
  readonly subject: string | null;
  readonly label: string;
  readonly frame: string | null;
  readonly pinned: boolean;
}

export interface FoundSpans {
  /** All that pass, of which `spans` are the first. */
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly spans: readonly FoundSpan[];
}

export interface RowGroup {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly threads: readonly ThreadId[];
  readonly starts: readonly Nanos[];
  readonly ends: readonly Nanos[];
  readonly names: readonly string[];
  readonly kinds: readonly RowKind[];
  readonly more?: number;
  /** By thread, how many lanes its events take; absent where the trace has none. */
  readonly eventLanes?: readonly number[];
}

export interface Rows {
  readonly groups: readonly RowGroup[];
}

export type NamedRange = readonly [
  start: Nanos,
  end: Nanos,
  name: string,
  cause?: string | null,
  gcId?: number | null,
];

export interface Counter {
  readonly key: string;
  readonly label: string;
  readonly unit: "bytes" | "count" | "ratio" | "nanos" | "perSecond";
  readonly nanos: readonly Nanos[];
  readonly values: readonly number[];
}

export interface Tracks {
  readonly gcPauses: readonly NamedRange[];
  readonly gc: readonly NamedRange[];
  readonly safepoints: readonly NamedRange[];
  readonly concurrent: readonly NamedRange[];
  readonly counters: readonly Counter[];
}

/** Thread -1 stands for those without one. */
export const NO_THREAD: ThreadId = -1;

export type EventSlice = readonly [
  event: EventIndex,
  start: Nanos,
  end: Nanos,
  lane: number,
  type: number,
  count: number,
];

export type EventInstant = readonly [
  event: EventIndex,
  nanos: Nanos,
  type: number,
  count: number,
];

export interface EventsOfThread {
  readonly thread: ThreadId;
  readonly slices: readonly EventSlice[];
  readonly instants: readonly EventInstant[];
}

export interface Events {
  readonly threads: readonly EventsOfThread[];
}

/** Samples of what threads executed; stacks and methods are told once. */
export interface Samples {
  readonly frames: readonly string[];
  /** Indexes of frames, outermost first. */
  readonly stacks: readonly (readonly number[])[];
  readonly threads: readonly {
    readonly thread: ThreadId;
    readonly samples: readonly (readonly [
      nanos: Nanos,
      stack: number,
      kind: string,
      count: number,
    ])[];
  }[];
}

export interface EventField {
  readonly name: string;
  readonly kind: string;
  readonly value: string | null;
}

export interface EventDetails {
  readonly index: EventIndex;
  readonly type: string;
  readonly label: string;
  readonly thread: ThreadId | null;
  readonly threadName: string | null;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly instant: boolean;
  readonly lane: number;
  readonly fields: readonly EventField[];
  readonly stack: readonly Frame[] | null;
  readonly previous: EventIndex | null;
  readonly next: EventIndex | null;
}

export interface Flow {
  readonly kind: string;
  readonly fromThread: ThreadId;
  readonly from: Nanos;
  readonly toThread: ThreadId;
  readonly to: Nanos;
}

export interface Flows {
  readonly flows: readonly Flow[];
  readonly total: number;
}
