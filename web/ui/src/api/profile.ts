import type { Nanos, SpanIndex, ThreadId } from "../units";
import type { StateKey } from "../model/states";

export const DELAY_KINDS = [
  "blocking",
  "monitor",
  "wait",
  "park",
  "sleep",
  "socket",
  "file",
  "pinned",
  "scheduler",
] as const;
export const SAMPLE_KINDS = ["cpu", "time", "alloc"] as const;
export const PROFILE_KINDS = [...DELAY_KINDS, ...SAMPLE_KINDS] as const;

/** The four that Go has, which are offered for regions. */
export const GO_KINDS = ["net", "sync", "syscall", "sched"] as const;

/** Of a region: all time is not told by parts. */
export const REGION_KINDS = [...GO_KINDS, "cpu", "alloc"] as const;

export type ProfileKind =
  (typeof PROFILE_KINDS)[number] | (typeof REGION_KINDS)[number];

export const PROFILE_WEIGHTS = ["total", "count", "max"] as const;
export type ProfileWeight = (typeof PROFILE_WEIGHTS)[number];

export type ProfileUnit = "nanos" | "bytes" | "samples" | "count";

/**
 * What a name stands for; `missing` and `smaller` stand for what is not told one by one. An `inline` frame is part of its
 * caller's code.
 */
export type NameKind =
  "root" | "frame" | "inline" | "reason" | "missing" | "smaller";

export function isFrame(kind: NameKind): boolean {
  return kind === "frame" || kind === "inline";
}

export interface ProfileName {
  readonly text: string;
  readonly kind: NameKind;
}

/** The nodes of a call tree as columns: node 0 is the root, parents come before their children. */
export interface ProfileNodes {
  readonly name: readonly number[];
  readonly parent: readonly number[];
  readonly self: readonly number[];
  readonly total: readonly number[];
}

export interface FlatRow extends ProfileName {
  readonly self: number;
  readonly total: number;
}

export interface Profile {
  readonly kind: ProfileKind;
  readonly label: string;
  readonly weight: ProfileWeight;
  readonly unit: ProfileUnit;
  /** What is counted, in words. */
  readonly source: string;
  readonly recorded: boolean;
  /** Types of the events that tell. */
  readonly events: readonly string[];
  /** Before stacks were filtered. */
  readonly all: number;
  readonly total: number;
  readonly count: number;
  /** Null where every node is told. */
  readonly smallerThan: number | null;
  readonly names: readonly ProfileName[];
  readonly nodes: ProfileNodes;
  readonly flat: readonly FlatRow[];
}

export interface LongestWait {
  readonly index: SpanIndex;
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly state: StateKey;
  readonly operation: string | null;
  readonly subject: string | null;
  /** The innermost frame outside the JDK. */
  readonly site: string | null;
  readonly other: ThreadId | null;
  readonly otherName: string | null;
}

export interface LongestWaits {
  readonly total: number;
  readonly waits: readonly LongestWait[];
}
