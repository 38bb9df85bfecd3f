import type { Nanos, ThreadId } from "../units";

export const USE_SOURCES = ["processors", "carriers", "load"] as const;
export type UseSource = (typeof USE_SOURCES)[number];

/** How busy processors were over time, or what comes closest to them in the recording. */
export interface ProcessorUse {
  /** Those that the recording has, the best first. */
  readonly sources: readonly UseSource[];
  /** Null, as is the next, where it has none. */
  readonly source: UseSource | null;
  /** What is counted, in words. */
  readonly what: string | null;
  readonly rows: readonly ProcessorRow[];
}

export interface ProcessorRow {
  readonly name: string;
  /** Of a carrier. */
  readonly thread: ThreadId | null;
  readonly busyNanos: Nanos;
  /** How much of the window is known. */
  readonly knownNanos: Nanos;
  /** By bucket, rounded up; null where nothing is known. */
  readonly percents: readonly (number | null)[];
}
