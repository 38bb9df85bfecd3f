import type { Counter } from "../src/api/timeline.ts";
import { DURATION_NANOS, type MockTrace } from "./mock-trace.ts";

/** What the synthetic trace has beside its threads. */
export function mockTracks(trace: MockTrace) {
  const pauses = trace.pauses.map(({ start, end, name, cause, gcId }) => [
    start,
    end,
    name,
    cause,
    gcId,
  ]);
  return {
    gcPauses: pauses,
    gc: pauses,
    safepoints: trace.pauses.map(({ start, end }) => [
      start,
      end,
      "G1CollectForAllocation",
    ]),
    concurrent: trace.pauses
      .filter(({ gcId }) => gcId % 6 === 0)
      .map(({ end }) => [end, end + 105e6, "Concurrent Mark Cycle"]),
    counters: [heapCounter(trace), ...steadyCounters()],
  };
}

function steadyCounters(): Counter[] {
  const nanos = Array.from({ length: 6 }, (_, i) => i * 1e9);
  const counter = (
    key: string,
    label: string,
    unit: Counter["unit"],
    valueAt: (second: number) => number,
  ) => ({ key, label, unit, nanos, values: nanos.map((_, i) => valueAt(i)) });
  return [
    counter("heap.committed", "Heap committed", "bytes", () => 2.6e9),
    counter("cpu.jvm.user", "JVM user", "ratio", (i) => 0.4 + 0.05 * i),
    counter("cpu.jvm.system", "JVM system", "ratio", () => 0.08),
    counter("cpu.machine", "Machine", "ratio", (i) => 0.62 + 0.04 * i),
    counter("metaspace.used", "Metaspace used", "bytes", (i) => 9e7 + i * 1e6),
    counter("threads.active", "Live platform threads", "count", () => 65),
  ];
}

function heapCounter(trace: MockTrace): Counter {
  const nanos: number[] = [];
  const values: number[] = [];
  let used = 600e6;
  let next = 0;
  for (let at = 0; at < DURATION_NANOS; at += 5e6) {
    used += 21e6;
    if (next < trace.pauses.length && at >= trace.pauses[next].end) {
      used = 520e6 + (next % 6) * 60e6;
      next++;
    }
    nanos.push(at);
    values.push(used);
  }
  return { key: "heap.used", label: "Heap used", unit: "bytes", nanos, values };
}
