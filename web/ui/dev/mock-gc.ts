import type {
  Gc,
  GcPause,
  GcPhase,
  Utilisation,
  UtilisationPoint,
  WorstWindow,
  WorstWindows,
} from "../src/api/gc.ts";
import type { Nanos, TimeRange } from "../src/units.ts";
import type { MockPause, MockTrace } from "./mock-trace.ts";

/** What the synthetic trace says of garbage collection: made of its pauses, the heap made up. */

const REACH_NANOS = 4e5;
const CONCURRENT_NANOS = 105e6;
const CONCURRENT_SHARE = 0.25;
const SAMPLES = 2000;

function touching(trace: MockTrace, range: TimeRange): MockPause[] {
  return trace.pauses.filter(
    ({ start, end }) => start < range.to && end > range.from,
  );
}

function withHeap(pause: MockPause): GcPause {
  const after = 520e6 + (pause.gcId % 6) * 60e6;
  return { ...pause, heapBefore: after + 1.5e9, heapAfter: after };
}

export function mockGc(trace: MockTrace, range: TimeRange): Gc {
  const pauses = touching(trace, range)
    .map(withHeap)
    .sort((a, b) => b.end - b.start - (a.end - a.start));
  const lengths = pauses.map(({ start, end }) => end - start);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const count = pauses.length;
  const max = lengths[0] ?? 0;
  const phase = (name: string, depth: number, share: number): GcPhase => ({
    name,
    depth,
    count,
    totalNanos: Math.round(total * share),
    maxNanos: Math.round(max * share),
  });
  return {
    recorded: {
      collector: "G1",
      pauses: true,
      safepoints: true,
      concurrentThreads: 4,
      concurrentShare: CONCURRENT_SHARE,
    },
    pauseCount: count,
    pauseTotalNanos: total,
    maxPauseNanos: max,
    collectionCount: count,
    collections: pauses.map((pause) => ({
      ...pause,
      name: "G1New",
      pausesNanos: pause.end - pause.start,
    })),
    pauses,
    phases: [
      phase("Evacuate Collection Set", 1, 0.7),
      phase("Object Copy", 2, 0.5),
      phase("Reference Processing", 1, 0.1),
    ],
    causes: [...new Set(pauses.map(({ cause }) => cause))].map((cause) => {
      const its = pauses.filter((pause) => pause.cause === cause);
      return {
        cause,
        pauses: its.length,
        totalNanos: its.reduce((sum, { start, end }) => sum + end - start, 0),
        maxNanos: its[0].end - its[0].start,
      };
    }),
    safepoints: [
      {
        operation: "G1CollectForAllocation",
        count,
        totalNanos: total + count * REACH_NANOS,
        maxNanos: max + REACH_NANOS,
        reachNanos: count * REACH_NANOS,
        maxReachNanos: REACH_NANOS,
      },
    ],
  };
}

/** What is taken from the program, as disjoint stretches with a share. */
interface Taken extends TimeRange {
  readonly share: number;
}

function takenOf(trace: MockTrace, query: URLSearchParams): Taken[] {
  const reach = query.get("safepoints") === "true" ? REACH_NANOS : 0;
  const isConcurrent = query.get("concurrent") === "true";
  return trace.pauses.flatMap(({ start, end, gcId }) => [
    { from: start - reach, to: end, share: 1 },
    ...(isConcurrent && gcId % 6 === 0
      ? [{ from: end, to: end + CONCURRENT_NANOS, share: CONCURRENT_SHARE }]
      : []),
  ]);
}

function keptOf(taken: readonly Taken[], from: Nanos, window: Nanos): number {
  const nanos = taken.reduce((sum, stretch) => {
    const start = Math.max(stretch.from, from);
    const end = Math.min(stretch.to, from + window);
    return sum + Math.max(0, end - start) * stretch.share;
  }, 0);
  return 1 - nanos / window;
}

/** Windows that begin or end where a stretch does. */
function candidates(
  taken: readonly Taken[],
  range: TimeRange,
  window: Nanos,
): WorstWindow[] {
  return taken
    .flatMap(({ from, to }) => [from, to, from - window, to - window])
    .map((at) => Math.max(range.from, Math.min(at, range.to - window)))
    .map((start) => ({
      start,
      end: start + window,
      utilisation: keptOf(taken, start, window),
    }))
    .sort((a, b) => a.utilisation - b.utilisation);
}

function pointOf(
  taken: readonly Taken[],
  range: TimeRange,
  window: Nanos,
): UtilisationPoint {
  const room = range.to - range.from - window;
  const kept = Array.from({ length: SAMPLES }, (_, i) =>
    keptOf(taken, range.from + (room * i) / SAMPLES, window),
  ).sort((a, b) => a - b);
  const minimum = Math.min(
    kept[0],
    candidates(taken, range, window)[0]?.utilisation ?? 1,
  );
  const keptBy = (share: number) => kept[Math.floor(SAMPLES * (1 - share))];
  return {
    window,
    minimum,
    p999: keptBy(0.999),
    p99: keptBy(0.99),
    p95: keptBy(0.95),
  };
}

export function mockUtilisation(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): Utilisation {
  const taken = takenOf(trace, query);
  const length = range.to - range.from;
  const sizes: Nanos[] = [];
  for (let i = 0; 1e3 * 10 ** (i / 10) < length; i++)
    sizes.push(Math.round(1e3 * 10 ** (i / 10)));
  return {
    mean: keptOf(taken, range.from, length),
    points: [...sizes, length].map((size) => pointOf(taken, range, size)),
  };
}

export function mockWorstWindows(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): WorstWindows {
  const window = Math.min(Number(query.get("window")), range.to - range.from);
  const windows: WorstWindow[] = [];
  for (const each of candidates(takenOf(trace, query), range, window)) {
    const isApart = windows.every(
      ({ start }) => Math.abs(start - each.start) >= window,
    );
    if (isApart && each.utilisation < 1 && windows.length < 10)
      windows.push(each);
  }
  return { windows };
}
