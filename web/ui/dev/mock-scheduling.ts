import type {
  Carriers,
  Cpus,
  LatencyBucket,
  LatencyWait,
  Scheduling,
  SchedulingFacts,
} from "../src/api/scheduling.ts";
import type { TimeRange } from "../src/units.ts";
import { keyOf } from "./mock-analysis.ts";
import { HOSTILE_NAME } from "./mock-cast.ts";
import {
  DURATION_NANOS,
  type MockSpan,
  type MockThread,
  type MockTrace,
} from "./mock-trace.ts";

/** What the synthetic trace says of scheduling: made of its runnable and pinned spans, the rest made up. */

const PROCESSORS = 16;
const BUCKETS = 120;

interface Placed {
  readonly thread: MockThread;
  readonly span: MockSpan;
}

function spansIn(
  trace: MockTrace,
  range: TimeRange,
  isWanted: (span: MockSpan) => boolean,
): Placed[] {
  return trace.threads.flatMap((thread) =>
    thread.spans
      .filter(
        (span) =>
          span.start < range.to && span.end > range.from && isWanted(span),
      )
      .map((span) => ({ thread, span })),
  );
}

export function carriersOf(trace: MockTrace): MockThread[] {
  return trace.threads.filter(({ name }) => name.startsWith("ForkJoinPool"));
}

export function schedulingFacts(trace: MockTrace): SchedulingFacts {
  const runs = trace.threads
    .filter(({ kind }) => kind === "virtual")
    .reduce((sum, { spans }) => sum + spans.length, 0);
  return {
    virtualThreads: "hooks",
    cpuSource: "perf",
    syscalls: true,
    carriers: carriersOf(trace).length,
    runs,
    runnables: runs,
    lost: 0,
    executors: 2,
  };
}

const lengthOf = ({ span }: Placed) => span.end - span.start;

function percentile(sorted: readonly number[], share: number): number {
  return sorted.length === 0
    ? 0
    : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function summary(placed: readonly Placed[]) {
  const lengths = placed.map(lengthOf).sort((a, b) => a - b);
  return {
    count: lengths.length,
    totalNanos: lengths.reduce((sum, length) => sum + length, 0),
    maxNanos: lengths.at(-1) ?? 0,
    p50: percentile(lengths, 0.5),
    p90: percentile(lengths, 0.9),
    p99: percentile(lengths, 0.99),
    p999: percentile(lengths, 0.999),
  };
}

function bucketsOf(placed: readonly Placed[]): LatencyBucket[] {
  const counts = new Map<number, number>();
  for (const each of placed) {
    const exponent = Math.floor(Math.log2(Math.max(1, lengthOf(each))));
    counts.set(exponent, (counts.get(exponent) ?? 0) + 1);
  }
  const exponents = [...counts.keys()];
  if (exponents.length === 0) return [];
  const first = Math.min(...exponents);
  const last = Math.max(...exponents);
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    fromNanos: 2 ** (first + i),
    toNanos: 2 ** (first + i + 1),
    count: counts.get(first + i) ?? 0,
  }));
}

function meanOver(placed: readonly Placed[], range: TimeRange): number[] {
  const bucket = (range.to - range.from) / BUCKETS;
  const means = new Array<number>(BUCKETS).fill(0);
  for (const { span } of placed) {
    const first = Math.max(0, Math.floor((span.start - range.from) / bucket));
    for (let i = first; i < BUCKETS; i++) {
      const from = range.from + i * bucket;
      if (from >= span.end) break;
      means[i] +=
        (Math.min(span.end, from + bucket) - Math.max(span.start, from)) /
        bucket;
    }
  }
  return means;
}

export function scheduling(trace: MockTrace, range: TimeRange): Scheduling {
  const waits = spansIn(trace, range, ({ state }) => state === "runnable");
  const running = spansIn(trace, range, ({ state }) => state === "running");
  const pinned = spansIn(trace, range, ({ isPinned }) => isPinned);
  const byGroup = new Map<string, Placed[]>();
  for (const wait of waits) {
    const key = keyOf(wait.thread, "name");
    const members = byGroup.get(key) ?? [];
    members.push(wait);
    byGroup.set(key, members);
  }
  const carriers = carriersOf(trace);
  const worst = waits
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, 20)
    .map(({ thread, span }, i): LatencyWait => {
      const waker = i % 5 === 4 ? null : trace.threads[i];
      const carrier = carriers[i % Math.max(1, carriers.length)] ?? null;
      return {
        thread: thread.id,
        name: thread.name,
        start: span.start,
        end: span.end,
        waker: waker?.id ?? null,
        wakerName: waker?.name ?? null,
        carrier: carrier?.id ?? null,
        carrierName: carrier?.name ?? null,
      };
    });
  const stack = pinned.at(0)?.span.stack ?? null;
  return {
    processors: PROCESSORS,
    latency: {
      ...summary(waits),
      buckets: bucketsOf(waits),
      overTime: {
        bucketNanos: (range.to - range.from) / BUCKETS,
        maxNanos: new Array<number>(BUCKETS).fill(0),
        meanRunnable: meanOver(waits, range),
        meanRunning: meanOver(running, range),
      },
      groups: [...byGroup]
        .map(([key, members]) => ({ key, ...summary(members) }))
        .sort((a, b) => b.totalNanos - a.totalNanos),
      worst,
      stacks: [
        { stack, count: 41, totalNanos: 12_400_000, maxNanos: 3_100_000 },
        { stack: null, count: 812, totalNanos: 9_800_000, maxNanos: 510_000 },
      ],
    },
    pinning: {
      ...summary(pinned),
      sites:
        pinned.length === 0
          ? []
          : [
              {
                stack,
                reason: "Native frame on the stack",
                operation: "LockSupport.park",
                ...summary(pinned),
              },
            ],
      longest: pinned
        .sort((a, b) => lengthOf(b) - lengthOf(a))
        .slice(0, 20)
        .map(({ thread, span }) => ({
          thread: thread.id,
          name: thread.name,
          start: span.start,
          end: span.end,
          carrier: carriers.at(0)?.id ?? null,
          carrierName: carriers.at(0)?.name ?? null,
          reason: "Native frame on the stack",
        })),
      starved: {
        nanos: 41_000_000,
        worst: [
          { start: 2_200e6, end: 2_241e6, pinned: 2, runnable: 14 },
        ].filter(({ start, end }) => start < range.to && end > range.from),
      },
    },
    wakers: [
      ["http-nio-*-exec-*", "ForkJoinPool-*-worker-*", "unparked", 8_214],
      ["Read-Poller", "request-*", "network", 3_190],
      ["VirtualThread-unparker", "request-*", "timer", 410],
      [HOSTILE_NAME, "http-nio-*-exec-*", "notified", 3],
    ].map(([waker, woken, kind, count]) => ({
      waker: waker as string,
      woken: woken as string,
      kind: kind as string,
      count: count as number,
      runnableNanos: (count as number) * 21_000,
      maxRunnableNanos: 4_100_000,
    })),
    queues: [
      {
        executor: "java.util.concurrent.ThreadPoolExecutor@3f2a",
        count: 4_120,
        totalNanos: 812_000_000,
        p50: 31_000,
        p99: 9_200_000,
        maxNanos: 38_000_000,
        maxQueueSize: 214,
        worst: {
          worker: 2,
          workerName: trace.threads[2].name,
          nanos: 2_250_000_000,
          queuedNanos: 38_000_000,
          submitter: 0,
          submitterName: trace.threads[0].name,
        },
      },
    ],
    starvation: {
      throttledNanos: 120_000_000,
      throttled: [[1_000_000_000, 2_000_000_000, 120_000_000]],
      stretches: [
        { start: 2_180_000_000, end: 2_420_000_000, maxRunnable: 23 },
      ],
    },
    cpu: {
      source: "perf",
      threads: trace.threads.slice(0, 30).map(({ id, name }, i) => ({
        thread: id,
        name,
        runNanos: 900_000_000 / (i + 1),
        waitNanos: 40_000_000 / (i + 1),
        slices: 4_000 - i * 100,
      })),
    },
  };
}

export function carriers(trace: MockTrace, range: TimeRange): Carriers {
  return {
    carriers: carriersOf(trace).map(({ id, name, start, end }, i) => ({
      thread: id,
      name,
      busyNanos: (range.to - range.from) * (0.8 - i * 0.07),
      lifeNanos: Math.min(end, range.to) - Math.max(start, range.from),
      runs: 9_000 - 700 * i,
      virtualThreads: 310 - 20 * i,
      pinnedNanos: i === 0 ? 62_000_000 : 0,
    })),
  };
}

/** Four processors: two with slices one by one, two in buckets. */
export function cpus(trace: MockTrace, range: TimeRange): Cpus {
  const slice = DURATION_NANOS / 400;
  const busy = trace.threads.slice(0, 12);
  return {
    source: "perf",
    knownTo: DURATION_NANOS,
    names: Object.fromEntries(busy.map(({ id, name }) => [id, name])),
    cpus: [0, 1, 2, 3].map((cpu) => ({
      cpu,
      busyNanos: (range.to - range.from) * (0.7 - cpu * 0.1),
      slices:
        cpu >= 2
          ? null
          : Array.from({ length: 400 }, (_, i) => {
              const start = i * slice;
              const thread = busy[(i * 7 + cpu * 3) % busy.length].id;
              return [start, start + slice * 0.7, thread] as const;
            }).filter(([from, to]) => to > range.from && from < range.to),
      buckets:
        cpu < 2
          ? null
          : Array.from(
              { length: 200 },
              (_, i) =>
                [busy[(i * 5 + cpu) % busy.length].id, (i * 11) % 16] as const,
            ),
    })),
  };
}
