import type { StateKey } from "../model/states";
import type { Nanos, SpanIndex, ThreadId } from "../units";
import type { Frame } from "./types";

interface Waited {
  readonly waits: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

/** A lock that threads waited for, or all locks of a class. */
export interface LockRow extends Waited {
  readonly key: string;
  /** Its class; null where that was not recorded. */
  readonly lock: string | null;
  readonly address: string | null;
  readonly state: StateKey;
  /** How many waited at once. */
  readonly maxQueue: number;
}

export interface Locks {
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly locks: readonly LockRow[];
}

/** Who let go of the lock or woke the waiter; null where that was not recorded. */
interface Owned {
  readonly owner: ThreadId | null;
  readonly ownerName: string | null;
}

export interface LockOwner extends Waited, Owned {}

export interface HandOver extends Waited, Owned {
  readonly waiter: ThreadId;
  readonly waiterName: string;
}

export interface LockStack extends Waited {
  readonly stack: readonly Frame[] | null;
}

export interface LockWait extends Owned {
  readonly index: SpanIndex;
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly site: string | null;
}

/** How it is known who owned a lock: by a status, by who let go of it next, or by who owned it when the wait began. */
export type Evidence = "status" | "let_go" | "at_begin" | "none";

export interface GraphWait {
  /** 1 for those who wait for the holder, 2 for those who wait for these, and so on. */
  readonly depth: number;
  readonly index: SpanIndex;
  readonly thread: ThreadId;
  readonly name: string;
  readonly state: StateKey;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly lock: string | null;
  readonly address: string | null;
  readonly evidence: Evidence;
  readonly site: string | null;
  readonly inCircle: boolean;
}

/** Whom others wait for; null where nobody knows who that is. */
export interface GraphHolder {
  readonly thread: ThreadId | null;
  readonly name: string | null;
  readonly state: StateKey | null;
  readonly site: string | null;
  readonly inCircle: boolean;
  readonly count: number;
  readonly waits: readonly GraphWait[];
}

/** Each member waits for the next, the last for the first. */
export interface Deadlock {
  readonly from: Nanos;
  readonly to: Nanos;
  /** Whether it was seen to begin; else it is older than `from`. */
  readonly beginSeen: boolean;
  readonly members: readonly DeadlockMember[];
}

export interface DeadlockMember {
  readonly index: SpanIndex;
  readonly thread: ThreadId;
  readonly name: string;
  readonly state: StateKey;
  readonly lock: string | null;
  readonly address: string | null;
  readonly since: Nanos;
  readonly beginSeen: boolean;
  readonly stack: readonly Frame[] | null;
}

export interface WaitGraph {
  readonly at: Nanos;
  readonly count: number;
  readonly holders: readonly GraphHolder[];
  readonly bucketNanos: Nanos;
  /** The most threads that waited at once, by bucket. */
  readonly queue: readonly number[];
  /** Whether the recording has what shows deadlocks. */
  readonly recorded: boolean;
  readonly deadlocks: readonly Deadlock[];
}

export interface LockDetail {
  readonly lock: LockRow;
  readonly bucketNanos: Nanos;
  /** The most threads that waited at once, by bucket. */
  readonly queue: readonly number[];
  readonly owners: readonly LockOwner[];
  readonly handOvers: readonly HandOver[];
  readonly stacks: readonly LockStack[];
  readonly waits: readonly LockWait[];
}
