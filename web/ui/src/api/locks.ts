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
