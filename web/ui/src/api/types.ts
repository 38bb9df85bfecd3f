/**
 * The answers of the viewer's server, as docs/viewer-api.md describes them. Times are nanoseconds since the start of the
 * trace; arrays of states have one entry per state in the order of model/states.ts; names are text of the traced program.
 */
import type { SampledCall, SchedulingFacts, WokenBy } from "./scheduling";
import type { Bytes, EventIndex, Nanos, SpanIndex, ThreadId } from "../units";

/** What the classes on a stack tell of what a thread was busy with. */
export interface StackTag {
  readonly key: string;
  readonly label: string;
  /** How the names of methods begin that tell it. */
  readonly prefixes: readonly string[];
}

export interface TraceFacts {
  readonly version: number;
  readonly name: string;
  /** Of the trace that it is compared with. */
  readonly base: string | null;
  readonly startEpochNanos: string;
  readonly durationNanos: Nanos;
  readonly sizeBytes: Bytes;
  readonly chunks: number;
  readonly eventCount: number;
  readonly jvms: readonly JvmFacts[];
  readonly threadCount: number;
  readonly virtualThreadCount: number;
  readonly spanCount: number;
  readonly stackCount: number;
  readonly states: readonly { readonly key: string; readonly label: string }[];
  readonly stackTags: readonly StackTag[];
  readonly perfettoUi: string;
  /** Address of a distributed trace, with labels of a task in braces; null if nobody configured one. */
  readonly traceLink: string | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly lostBytes: Bytes;
  readonly lostPercent: number;
  readonly customEvents: {
    readonly count: number;
    readonly lanesWithoutThread: number;
    readonly types: readonly EventTypeCount[];
  };
  readonly eventTypes: readonly EventTypeFacts[];
  readonly scheduling: SchedulingFacts;
}

export interface JvmFacts {
  readonly name: string | null;
  readonly version: string | null;
  readonly javaVersion: string | null;
  readonly pid: number | null;
  readonly mainClass: string | null;
  readonly arguments: string | null;
  readonly collector: string | null;
  readonly maxHeapBytes: Bytes | null;
  readonly processors: number | null;
  readonly cpu: string | null;
  readonly os: string | null;
}

export type Severity = "loss" | "repair" | "limit";

export interface Diagnostic {
  readonly severity: Severity;
  readonly kind: string;
  readonly sentence: string;
  readonly detail: string | null;
  readonly count: number;
  readonly sizeBytes: Bytes;
  /** Where in the file it was first, and the time it affects; null for what is not known. */
  readonly offsetBytes: Bytes | null;
  readonly fromNanos: Nanos | null;
  readonly toNanos: Nanos | null;
}

/** A type of events of the traced program. */
export interface EventTypeCount {
  readonly name: string;
  readonly label: string;
  readonly count: number;
}

export interface EventTypeFacts {
  readonly name: string;
  readonly label: string | null;
  readonly count: number;
  readonly sizeBytes: Bytes;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Overview {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly numbers: OverviewNumbers;
  readonly statesOverTime: StatesOverTime;
  readonly groups: readonly GroupRow[];
  readonly groupCount: number;
  readonly pauses: readonly Pause[];
  readonly topMonitors: readonly MonitorRow[];
}

/** Null means that the recording does not hold it, which is not the same as zero. */
/** Something that stands out, and from what on it is told. */
export interface Finding extends FindingKind {
  readonly explanation: string;
  /** A lock, a place, a host, a group of threads; empty if it is about the whole program. */
  readonly subject: string;
  readonly evidence: readonly {
    readonly label: string;
    readonly count?: number;
    readonly nanos?: Nanos;
  }[];
  readonly culprit: string | null;
  readonly from: Nanos;
  readonly to: Nanos;
  readonly costNanos: Nanos;
  /** Of the lock, the group or the thread. */
  readonly key: string | null;
}

export interface FindingKind {
  readonly kind: string;
  readonly heading: string;
  readonly threshold: string;
}

export interface Findings {
  readonly findings: readonly Finding[];
  /** What the recording cannot show. */
  readonly unknown: readonly FindingKind[];
}

export interface OverviewNumbers {
  readonly cpuCores: number | null;
  readonly processors: number | null;
  readonly blockedNanos: Nanos | null;
  readonly parkedNanos: Nanos | null;
  readonly ioNanos: Nanos | null;
  readonly maxPauseNanos: Nanos | null;
  readonly pauseCount: number | null;
  readonly pauseTotalNanos: Nanos | null;
  readonly pinnedCount: number | null;
  readonly pinnedNanos: Nanos | null;
  readonly exceptions: number | null;
  readonly allocatedBytes: Bytes | null;
  readonly maxSafepointNanos: Nanos | null;
}

export interface StatesOverTime {
  readonly bucketNanos: Nanos;
  /** Per state, the mean number of threads in it per bucket. */
  readonly series: readonly (readonly number[])[];
  readonly pauses: readonly (readonly [Nanos, Nanos])[];
}

export interface Pause {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly name: string;
  readonly cause: string | null;
  readonly gcId: number;
}

export interface MonitorRow {
  readonly lock: string;
  readonly waits: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

export interface GroupRow {
  readonly key: string;
  readonly count: number;
  readonly virtual: number;
  readonly states: readonly Nanos[];
  readonly totalNanos: Nanos;
  readonly spans: number;
  readonly maxBlockedNanos: Nanos;
}

export interface Groups {
  readonly by: string;
  readonly groups: readonly GroupRow[];
}

export interface ColumnHead {
  readonly key: string;
  readonly label: string;
}

export interface GroupDetail {
  readonly key: string;
  readonly count: number;
  readonly startSite: string | null;
  readonly states: readonly Nanos[];
  readonly percentOfTotal: number;
  readonly columns: readonly ColumnHead[];
  readonly rows: readonly GroupThreadRow[];
  readonly total: number;
  readonly specialRanges: {
    readonly columns: readonly ColumnHead[];
    readonly rows: readonly {
      readonly thread: ThreadId;
      readonly values: readonly Nanos[];
    }[];
  };
}

export interface GroupThreadRow {
  readonly thread: ThreadId;
  readonly name: string;
  readonly lifeNanos: Nanos;
  readonly values: readonly Nanos[];
  readonly states: readonly Nanos[];
}

export type ThreadKind = "platform" | "virtual" | "jvm";

export interface ThreadDetail {
  readonly id: ThreadId;
  readonly name: string;
  readonly kind: ThreadKind;
  readonly javaId: number | null;
  readonly osId: number | null;
  readonly group: string | null;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly startSeen: boolean;
  readonly endSeen: boolean;
  readonly parent: ThreadId | null;
  readonly parentName: string | null;
  readonly startStack: readonly Frame[] | null;
  readonly states: readonly Nanos[];
  readonly spanCount: number;
  readonly longest: readonly Span[];
  readonly waits: readonly WaitRow[];
  readonly wokenBy: readonly WakeRow[];
  readonly woke: readonly WakeRow[];
  readonly samples: {
    readonly cpu: number;
    readonly execution: number;
    readonly native: number;
    readonly allocation: number;
    readonly allocatedBytes: Bytes;
  };
  readonly topFrames: readonly {
    readonly frame: string;
    readonly count: number;
  }[];
}

export interface WaitRow {
  readonly operation: string | null;
  readonly subject: string | null;
  readonly state: string;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

export interface WakeRow {
  readonly thread: ThreadId;
  readonly name: string;
  readonly count: number;
  readonly kind: string;
}

export type FrameKind =
  "interpreted" | "jit" | "inlined" | "native" | "truncated" | "unknown";

export interface Frame {
  readonly method: string;
  readonly line: number | null;
  readonly kind: FrameKind;
}

export interface FlowEnd {
  readonly kind: string;
  readonly thread: ThreadId;
  readonly name: string;
  readonly nanos: Nanos;
}

export interface Span {
  readonly thread: ThreadId;
  readonly threadName: string;
  readonly index: SpanIndex;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly state: string;
  readonly operation: string | null;
  readonly subject: string | null;
  readonly stack: readonly Frame[] | null;
  readonly other: ThreadId | null;
  readonly otherName: string | null;
  readonly amount: number | null;
  readonly amountKind: "bytes" | "timeoutNanos" | null;
  readonly address: string | null;
  readonly pinned: boolean;
  readonly timedOut: boolean;
  readonly proven: boolean;
  readonly incoming: readonly FlowEnd[];
  readonly outgoing: readonly FlowEnd[];
  readonly previous: SpanIndex | null;
  readonly next: SpanIndex | null;
  readonly wokenBy?: WokenBy | null;
  readonly samples?: readonly SampledCall[];
  /** Of a processor's span: how the thread left the processor. */
  readonly left?: "preempted" | "blocked" | null;
}

export interface Found {
  readonly threads: readonly { readonly id: ThreadId; readonly name: string }[];
  readonly frames: readonly {
    readonly method: string;
    readonly spans: number;
  }[];
  readonly locks: readonly {
    readonly lock: string;
    readonly waits: number;
    readonly totalNanos: Nanos;
  }[];
  readonly groups: readonly string[];
  readonly events: readonly {
    readonly type: string;
    readonly label: string;
    readonly field: string | null;
    readonly value: string | null;
    readonly count: number;
    readonly index: EventIndex;
    readonly start: Nanos;
    readonly end: Nanos;
  }[];
}
