import type { Nanos, ThreadId } from "../units";
import type { Frame } from "./types";

/** What the recording knows of scheduling; part of the trace's facts. */
export interface SchedulingFacts {
  readonly virtualThreads: "hooks" | "none";
  readonly cpuSource: "perf" | "schedstat" | "none";
  readonly syscalls: boolean;
  readonly carriers: number;
  readonly runs: number;
  readonly runnables: number;
  readonly lost: number;
  readonly executors: number;
}

export interface Scheduling {
  readonly processors: number | null;
  /** Null when no scheduling events are in the recording. */
  readonly latency: SchedulerLatency | null;
  /** Null when the recording holds no virtual threads that could be pinned. */
  readonly pinning: Pinning | null;
  readonly wakers: readonly WakerRow[];
  /** Null when no start of a task is recorded. */
  readonly queues: readonly QueueRow[] | null;
  readonly starvation: Starvation;
  readonly cpu: CpuTimes;
}

export interface SchedulerLatency {
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
  /** Null, as are the next three, where there is nothing to take it of. */
  readonly p50: Nanos | null;
  readonly p90: Nanos | null;
  readonly p99: Nanos | null;
  readonly p999: Nanos | null;
  readonly buckets: readonly LatencyBucket[];
  readonly overTime: RunnableOverTime;
  readonly groups: readonly LatencyGroup[];
  readonly worst: readonly LatencyWait[];
  readonly stacks: readonly LatencyStack[];
}

export interface LatencyBucket {
  readonly fromNanos: Nanos;
  readonly toNanos: Nanos;
  readonly count: number;
}

export interface RunnableOverTime {
  readonly bucketNanos: Nanos;
  readonly maxNanos: readonly Nanos[];
  readonly meanRunnable: readonly number[];
  readonly meanRunning: readonly number[];
}

export interface LatencyGroup {
  readonly key: string;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly p50: Nanos;
  readonly p99: Nanos;
  readonly maxNanos: Nanos;
}

export interface LatencyWait {
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly waker: ThreadId | null;
  readonly wakerName: string | null;
  readonly carrier: ThreadId | null;
  readonly carrierName: string | null;
}

export interface LatencyStack {
  readonly stack: readonly Frame[] | null;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

export interface Pinning {
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
  readonly sites: readonly PinningSite[];
  readonly longest: readonly PinnedStretch[];
  /** Null when it is not recorded when threads were runnable. */
  readonly starved: {
    readonly nanos: Nanos | null;
    readonly worst: readonly StarvedStretch[];
  } | null;
}

export interface PinningSite {
  readonly stack: readonly Frame[] | null;
  readonly reason: string | null;
  readonly operation: string | null;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

export interface PinnedStretch {
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly carrier: ThreadId | null;
  readonly carrierName: string | null;
  readonly reason: string | null;
}

export interface StarvedStretch {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly pinned: number;
  readonly runnable: number;
}

export interface WakerRow {
  readonly waker: string;
  readonly woken: string;
  readonly kind: string;
  readonly count: number;
  /** Null, as is the next, where the recording does not tell. */
  readonly runnableNanos: Nanos | null;
  readonly maxRunnableNanos: Nanos | null;
}

export interface QueueRow {
  readonly executor: string;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly p50: Nanos;
  readonly p99: Nanos;
  readonly maxNanos: Nanos;
  readonly maxQueueSize: number;
  readonly worst: {
    readonly worker: ThreadId | null;
    readonly workerName: string | null;
    readonly nanos: Nanos;
    readonly queuedNanos: Nanos;
    readonly submitter: ThreadId | null;
    readonly submitterName: string | null;
  };
}

export interface Starvation {
  readonly throttledNanos: Nanos | null;
  readonly throttled: readonly (readonly [Nanos, Nanos, Nanos])[];
  /** Null when it is not recorded when threads were runnable. */
  readonly stretches: readonly CrowdedStretch[] | null;
}

/** A stretch in which more threads wanted to run than there are processors. */
export interface CrowdedStretch {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly maxRunnable: number;
}

export interface CpuTimes {
  readonly source: "perf" | "schedstat" | "none";
  readonly threads: readonly CpuThread[];
}

export interface CpuThread {
  readonly thread: ThreadId;
  readonly name: string;
  readonly runNanos: Nanos;
  /** Null where the operating system was not asked. */
  readonly waitNanos: Nanos | null;
  readonly slices: number;
}

/** What ran on each processor. */
export interface Cpus {
  readonly source: "perf" | "none";
  /** Later times are not known: the recorder may give exact intervals up; null without any. */
  readonly knownTo: Nanos | null;
  readonly names: Readonly<Record<string, string>>;
  readonly cpus: readonly Cpu[];
}

export interface Cpu {
  readonly cpu: number;
  readonly busyNanos: Nanos;
  /** Null when there are too many to draw one by one. */
  readonly slices: readonly (readonly [Nanos, Nanos, ThreadId])[] | null;
  /** By bucket the thread with most of its time, -1 for none, and the share of 15 that was busy. */
  readonly buckets: readonly (readonly [ThreadId, number])[] | null;
}

export interface Carriers {
  readonly carriers: readonly CarrierRow[];
}

export interface CarrierRow {
  readonly thread: ThreadId;
  readonly name: string;
  readonly busyNanos: Nanos;
  readonly lifeNanos: Nanos;
  readonly runs: number;
  readonly virtualThreads: number;
  readonly pinnedNanos: Nanos | null;
}

/** Who ended a wait, and how long the thread then waited to run. */
export interface WokenBy {
  readonly thread: ThreadId;
  readonly name: string;
  readonly nanos: Nanos;
  readonly kind: string;
  readonly runnableNanos: Nanos | null;
}

/** A system call that samples found the thread in. */
export interface SampledCall {
  readonly kind: string;
  readonly name: string;
  readonly target: string;
  readonly count: number;
}
