import type { Nanos, TaskIndex, ThreadId } from "../units";
import type { LatencyBucket } from "./scheduling";

/** How long the tasks or regions of a type were. */
export interface Lengths {
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly p50: Nanos;
  readonly p90: Nanos;
  readonly p99: Nanos;
  readonly maxNanos: Nanos;
  readonly buckets: readonly LatencyBucket[];
}

export interface TaskType extends Lengths {
  /** Null where only references to the tasks were recorded. */
  readonly type: string | null;
  readonly open: number;
}

export interface RegionType extends Lengths {
  readonly type: string;
  readonly coveredNanos: Nanos;
  readonly states: readonly Nanos[];
}

export interface TaskRow {
  readonly task: TaskIndex;
  readonly type: string | null;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly startSeen: boolean;
  readonly endSeen: boolean;
  readonly parent: TaskIndex | null;
  readonly thread: ThreadId | null;
  readonly threadName: string | null;
  readonly labels: readonly string[];
  readonly threads: number;
  readonly regions: number;
  readonly logs: number;
  readonly states: readonly Nanos[];
}

export interface RegionRow {
  readonly type: string;
  readonly depth: number;
  readonly thread: ThreadId | null;
  readonly threadName: string | null;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly task: TaskIndex | null;
  readonly taskType: string | null;
  readonly states: readonly Nanos[];
}

export interface Tasks {
  readonly recorded: boolean;
  readonly types: readonly TaskType[];
  readonly count: number;
  readonly tasks: readonly TaskRow[];
}

export interface Regions {
  readonly recorded: boolean;
  readonly types: readonly RegionType[];
  readonly count: number;
  readonly regions: readonly RegionRow[];
}

export interface TaskThread {
  readonly thread: ThreadId;
  readonly name: string;
  readonly states: readonly Nanos[];
}

export interface LogRow {
  readonly nanos: Nanos;
  readonly thread: ThreadId | null;
  readonly threadName: string | null;
  readonly category: string | null;
  readonly message: string;
}

export interface TaskDetail {
  readonly task: TaskRow;
  readonly parent: TaskRow | null;
  readonly parts: readonly TaskRow[];
  readonly threads: readonly TaskThread[];
  readonly regions: readonly RegionRow[];
  readonly logs: readonly LogRow[];
}
