import type { Bytes, Nanos } from "../units";

export interface Gc {
  readonly recorded: GcRecorded;
  readonly pauseCount: number;
  readonly pauseTotalNanos: Nanos;
  readonly maxPauseNanos: Nanos;
  readonly collectionCount: number;
  /** Those with the longest pauses first. */
  readonly collections: readonly GcCollection[];
  /** Longest first; not all where there are more than a thousand. */
  readonly pauses: readonly GcPause[];
  readonly phases: readonly GcPhase[];
  readonly causes: readonly GcCause[];
  readonly safepoints: readonly Safepoints[];
}

/** What the recording tells of the collector. */
export interface GcRecorded {
  readonly collector: string | null;
  readonly pauses: boolean;
  readonly safepoints: boolean;
  readonly concurrentThreads: number | null;
  /** Of the processors that these threads can use, from 0 to 1. */
  readonly concurrentShare: number | null;
}

export interface GcPause {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly name: string;
  readonly cause: string | null;
  readonly gcId: number | null;
  readonly heapBefore: Bytes | null;
  readonly heapAfter: Bytes | null;
}

export interface GcCollection extends GcPause {
  readonly pausesNanos: Nanos;
}

export interface GcPhase {
  readonly name: string;
  readonly depth: number;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

export interface GcCause {
  readonly cause: string | null;
  readonly pauses: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

/** Stops of the world for one operation of the JVM. */
export interface Safepoints {
  readonly operation: string;
  readonly count: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
  /** Until all threads had stopped. */
  readonly reachNanos: Nanos;
  readonly maxReachNanos: Nanos;
}

/** Null where the recording does not hold what was asked for. */
export interface Utilisation {
  readonly mean: number | null;
  readonly points: readonly UtilisationPoint[] | null;
}

/** What the program has at least, from 0 to 1, in all windows of a size or in so many per cent of them. */
export interface UtilisationPoint {
  readonly window: Nanos;
  readonly minimum: number;
  readonly p999: number;
  readonly p99: number;
  readonly p95: number;
}

export interface WorstWindows {
  readonly windows: readonly WorstWindow[];
}

export interface WorstWindow {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly utilisation: number;
}
