import {
  USE_SOURCES,
  type ProcessorRow,
  type ProcessorUse,
  type UseSource,
} from "../src/api/cpu.ts";
import { oneOf } from "../src/url/state.ts";
import type { TimeRange } from "../src/units.ts";
import { carriersOf } from "./mock-scheduling.ts";
import type { MockTrace } from "./mock-trace.ts";

const WHAT: Record<UseSource, string> = {
  processors: "exact, from perf; threads of this JVM only",
  carriers: "carriers of virtual threads: busy while one was mounted",
  load: "mean of all processors between two readings (jdk.CPULoad)",
};

/** How busy four processors, the carriers or all processors were: a wave; the end is not known. */
export function processorUse(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): ProcessorUse {
  const source = oneOf(USE_SOURCES, query.get("source")) ?? "processors";
  const buckets = Number(query.get("buckets") ?? 120);
  const names: Record<
    UseSource,
    readonly (readonly [string, number | null])[]
  > = {
    processors: [0, 1, 2, 3].map((cpu) => [`CPU ${cpu}`, null]),
    carriers: carriersOf(trace).map(({ id, name }) => [name, id]),
    load: [
      ["this JVM, of all processors", null],
      ["the machine", null],
    ],
  };
  return {
    sources: USE_SOURCES,
    source,
    what: WHAT[source],
    rows: names[source].map(([name, thread], row) =>
      rowOf(name, thread, row, range, buckets),
    ),
  };
}

function rowOf(
  name: string,
  thread: number | null,
  row: number,
  range: TimeRange,
  buckets: number,
): ProcessorRow {
  const percents = Array.from({ length: buckets }, (_, i) => {
    if (i >= buckets - 4) return null;
    const wave = Math.sin((i + row * 9) / 7) * 50 + 50 - row * 8;
    return Math.max(0, Math.round(wave));
  });
  const known = percents.filter((percent) => percent !== null);
  const bucket = (range.to - range.from) / buckets;
  return {
    name,
    thread,
    busyNanos: known.reduce((sum, each) => sum + (each * bucket) / 100, 0),
    knownNanos: known.length * bucket,
    percents,
  };
}
