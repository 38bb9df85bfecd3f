import type {
  Allocations,
  ClassAllocations,
  ThreadAllocations,
} from "../src/api/allocations.ts";
import type { TimeRange } from "../src/units.ts";
import type { MockTrace } from "./mock-trace.ts";

const CLASSES = ["byte[]", "java.lang.String", "com.acme.json.Node", "int[]"];
const SITES = ["com.acme.json.Writer.write", "com.acme.http.Worker.run"];
const BYTES_PER_SECOND = 3e6;

/** Made up: each running thread allocates evenly; two threads waited for memory. */
export function mockAllocations(
  trace: MockTrace,
  range: TimeRange,
): Allocations {
  const seconds = (range.to - range.from) / 1e9;
  const threads: ThreadAllocations[] = trace.threads
    .filter(({ kind }) => kind === "platform")
    .map(({ id, name }) => {
      const sampledBytes = Math.round(
        (BYTES_PER_SECOND * seconds) / (1 + (id % 7)),
      );
      return {
        thread: id,
        name,
        samples: 40 - (id % 7),
        sampledBytes,
        estimatedBytes: Math.round(sampledBytes * 1.1),
        countedBytes: Math.round(sampledBytes * 1.1),
        site: SITES[id % SITES.length],
      };
    })
    .sort((a, b) => b.estimatedBytes - a.estimatedBytes);
  const sum = (of: (row: ThreadAllocations) => number) =>
    threads.reduce((total, row) => total + of(row), 0);
  const sampledBytes = sum((row) => row.sampledBytes);
  const classes: ClassAllocations[] = CLASSES.map((name, i) => ({
    class: name,
    samples: 100 >> i,
    sampledBytes: sampledBytes >> (i + 1),
    estimatedBytes: Math.round((sampledBytes >> (i + 1)) * 1.1),
    threads: threads.length >> i,
    site: SITES[i % SITES.length],
  }));
  const stalls = threads.slice(0, 2).map(({ thread, name }, i) => ({
    index: trace.threads[thread ?? 0].firstSpan,
    thread: thread ?? 0,
    name: name ?? "",
    start: range.from + i * 1e6,
    end: range.from + (4 - i) * 1e6,
    page: "Small",
    sizeBytes: 2 << 20,
    site: SITES[0],
  }));
  return {
    recorded: true,
    samples: sum((row) => row.samples),
    sampledBytes,
    estimatedBytes: sum((row) => row.estimatedBytes),
    threadCount: threads.length,
    classCount: classes.length,
    threads: threads.slice(0, 300),
    classes,
    stalls: {
      recorded: true,
      count: stalls.length,
      totalNanos: 7e6,
      maxNanos: 4e6,
      stalls,
    },
  };
}
