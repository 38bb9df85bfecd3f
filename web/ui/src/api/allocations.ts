import type { Bytes, Nanos, SpanIndex, ThreadId } from "../units";

interface Allocated {
  readonly samples: number;
  /** What the samples stand for, as the JVM weights them. */
  readonly sampledBytes: Bytes;
  /** The same, scaled to what the JVM counted of the threads. */
  readonly estimatedBytes: Bytes;
  /** The method in which most was allocated. */
  readonly site: string | null;
}

export interface ThreadAllocations extends Allocated {
  readonly thread: ThreadId | null;
  readonly name: string | null;
  /** Null where the count does not lie within the window. */
  readonly countedBytes: Bytes | null;
}

export interface ClassAllocations extends Allocated {
  readonly class: string | null;
  readonly threads: number;
}

/** A thread that waited until ZGC had memory for it. */
export interface AllocationStall {
  readonly index: SpanIndex;
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly page: string | null;
  readonly sizeBytes: Bytes | null;
  readonly site: string | null;
}

export interface Allocations {
  readonly recorded: boolean;
  readonly samples: number;
  readonly sampledBytes: Bytes;
  readonly estimatedBytes: Bytes;
  readonly threadCount: number;
  readonly classCount: number;
  readonly threads: readonly ThreadAllocations[];
  readonly classes: readonly ClassAllocations[];
  readonly stalls: {
    readonly recorded: boolean;
    readonly count: number;
    readonly totalNanos: Nanos;
    readonly maxNanos: Nanos;
    readonly stalls: readonly AllocationStall[];
  };
}
