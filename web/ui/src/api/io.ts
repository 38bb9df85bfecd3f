import type { StateKey } from "../model/states";
import type { Bytes, Nanos, SpanIndex, ThreadId } from "../units";
import type { LatencyBucket } from "./scheduling";

/** What the server can put first. */
export const IO_SORTS = [
  "total",
  "operations",
  "bytes",
  "mean",
  "p99",
  "max",
] as const;

interface IoAmounts {
  readonly operations: number;
  readonly bytes: Bytes;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
  readonly p50: Nanos;
  readonly p90: Nanos;
  readonly p99: Nanos;
  readonly p999: Nanos;
}

/** A host and port, or a file. */
export interface IoTarget extends IoAmounts {
  readonly key: string;
  /** Null where that was not recorded. */
  readonly target: string | null;
  readonly state: StateKey;
  readonly operationNames: readonly string[];
}

export interface IoTargets {
  readonly count: number;
  readonly operations: number;
  readonly bytes: Bytes;
  readonly totalNanos: Nanos;
  readonly targets: readonly IoTarget[];
}

export interface IoKind extends IoAmounts {
  readonly operation: string | null;
  readonly buckets: readonly LatencyBucket[];
}

export interface IoThread {
  readonly thread: ThreadId;
  readonly name: string;
  readonly operations: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

export interface IoOperation {
  readonly index: SpanIndex;
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly operation: string | null;
  readonly bytes: Bytes;
  readonly site: string | null;
}

export interface IoDetail {
  readonly target: IoTarget;
  readonly buckets: readonly LatencyBucket[];
  readonly kinds: readonly IoKind[];
  readonly threads: readonly IoThread[];
  readonly slowest: readonly IoOperation[];
}
