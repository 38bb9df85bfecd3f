import type { StateKey } from "../model/states";
import type { Nanos, SpanIndex, ThreadId } from "../units";

/** What a stretch of a thread's time was really for. */
export interface CriticalPath {
  readonly thread: ThreadId;
  readonly threadName: string;
  readonly from: Nanos;
  readonly to: Nanos;
  /** Of all segments; of many, the longest are told. */
  readonly count: number;
  readonly segments: readonly PathSegment[];
  readonly threads: readonly PathSum[];
  readonly states: readonly PathSum[];
  readonly sites: readonly PathSum[];
}

export interface PathSegment {
  /** Null where the thread did not live. */
  readonly index: SpanIndex | null;
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly state: StateKey;
  /** What is known of the segment's end, in words. */
  readonly why: string;
  readonly operation: string | null;
  readonly subject: string | null;
  readonly site: string | null;
  /** How the thread let that of the next segment go on; null if it is the same. */
  readonly leadsBy: string | null;
}

export interface PathSum {
  /** Null where it is not recorded. */
  readonly key: string | null;
  readonly thread: ThreadId | null;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}
