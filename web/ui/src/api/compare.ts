import type { Nanos } from "../units";
import type {
  ProfileKind,
  ProfileName,
  ProfileUnit,
  ProfileWeight,
} from "./profile";

interface ComparedTrace {
  readonly name: string;
  readonly fromNanos: Nanos;
  readonly toNanos: Nanos;
}

/** One thing in both traces; `part` says what of the subject. Null where the recording names none. */
export interface ComparedRow {
  readonly subject: string | null;
  readonly part: string | null;
  readonly firstCount: number;
  readonly secondCount: number;
  readonly firstNanos: Nanos;
  readonly secondNanos: Nanos;
  /** Time per second of the second trace less that of the first. */
  readonly changeNanosPerSecond: number;
}

export interface OneSidedFinding {
  readonly onlyIn: "first" | "second";
  readonly kind: string;
  readonly heading: string;
  readonly subject: string | null;
  readonly costNanos: Nanos;
  readonly fromNanos: Nanos;
  readonly toNanos: Nanos;
}

export const COMPARED_TABLES = [
  "states",
  "waitKinds",
  "groups",
  "locks",
  "io",
  "gc",
  "tasks",
  "regions",
] as const;
export type ComparedTable = (typeof COMPARED_TABLES)[number];

/** The trace of the viewer, which is the second, beside one from before. */
export interface Comparison extends Readonly<
  Record<ComparedTable, readonly ComparedRow[]>
> {
  readonly first: ComparedTrace;
  readonly second: ComparedTrace;
  readonly findings: readonly OneSidedFinding[];
  readonly unknownInFirst: readonly string[];
  readonly unknownInSecond: readonly string[];
}

interface ComparedProfile {
  readonly recorded: boolean;
  readonly source: string;
  readonly fromNanos: Nanos;
  readonly toNanos: Nanos;
}

/** Two call trees as one. */
export interface ProfileDifference {
  readonly kind: ProfileKind;
  readonly weight: ProfileWeight;
  readonly unit: ProfileUnit;
  /** Whether both traces measured the same. */
  readonly comparable: boolean;
  readonly first: ComparedProfile;
  readonly second: ComparedProfile;
  readonly events: readonly string[];
  readonly names: readonly ProfileName[];
  readonly nodes: DifferenceNodes;
}

/** As columns: node 0 is the root, parents come before their children. */
export interface DifferenceNodes {
  readonly name: readonly number[];
  readonly parent: readonly number[];
  readonly firstSelf: readonly number[];
  readonly secondSelf: readonly number[];
  readonly firstTotal: readonly number[];
  readonly secondTotal: readonly number[];
  /** Of the totals, each per second of its trace. */
  readonly change: readonly number[];
  /** Per second; what a node has in the trace in which it has more. */
  readonly width: readonly number[];
}
