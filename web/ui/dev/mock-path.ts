import type {
  CriticalPath,
  PathSegment,
  PathSum,
} from "../src/api/critical-path.ts";
import type { TimeRange } from "../src/units.ts";
import type { MockSpan, MockThread, MockTrace } from "./mock-trace.ts";

const MOST_STEPS = 5000;

/** The path of the synthetic trace: as the server walks it, without tasks. */
export function criticalPath(
  trace: MockTrace,
  thread: MockThread,
  range: TimeRange,
): CriticalPath {
  const segments = walk(trace, thread, range).reverse();
  return {
    thread: thread.id,
    threadName: thread.name,
    ...range,
    count: segments.length,
    segments: segments.slice(0, 1000),
    threads: sums(segments, ({ name }) => name, true),
    states: sums(segments, ({ state, why }) => `${state}: ${why}`, false),
    sites: sums(segments, ({ site }) => site, false),
  };
}

function walk(
  trace: MockTrace,
  first: MockThread,
  range: TimeRange,
): PathSegment[] {
  const backwards: PathSegment[] = [];
  let thread = first;
  let at = range.to;
  let leadsBy: string | null = null;
  for (let step = 0; at > range.from && step < MOST_STEPS; step++) {
    const position = thread.spans.findIndex(
      ({ start, end }) => start < at && end >= at,
    );
    const span = thread.spans.at(position);
    const isThere = position >= 0 && span !== undefined;
    const flow = trace.flows.find(
      ({ toThread, to, fromThread }) =>
        isThere &&
        toThread === thread.id &&
        to === at &&
        span.end === at &&
        isBusy(trace.threads[fromThread], at),
    );
    if (flow !== undefined) {
      thread = trace.threads[flow.fromThread];
      leadsBy = flow.kind;
      continue;
    }
    const start = isThere ? Math.max(range.from, span.start) : range.from;
    backwards.push({
      index: isThere ? thread.firstSpan + position : null,
      thread: thread.id,
      name: thread.name,
      start,
      end: at,
      state: isThere ? span.state : "undetermined",
      why: isThere ? whyOf(span) : "the thread was not there",
      operation: isThere ? span.operation : null,
      subject: isThere ? span.subject : null,
      site: isThere ? (span.stack?.[0]?.method ?? null) : null,
      leadsBy,
    });
    leadsBy = null;
    at = start;
  }
  return backwards;
}

function isBusy(thread: MockThread, at: number): boolean {
  return thread.spans.some(
    ({ start, end, state }) => start < at && end >= at && state === "running",
  );
}

function whyOf({ state }: MockSpan): string {
  switch (state) {
    case "running":
    case "runnable":
      return "ran, or wanted to";
    case "sleeping":
      return "until its time was up";
    case "socketIo":
      return "for the network";
    default:
      return "nobody is recorded who ended it";
  }
}

function sums(
  segments: readonly PathSegment[],
  keyOf: (segment: PathSegment) => string | null,
  byThread: boolean,
): PathSum[] {
  const groups = new Map<string | null, PathSegment[]>();
  for (const segment of segments)
    groups.set(keyOf(segment), [
      ...(groups.get(keyOf(segment)) ?? []),
      segment,
    ]);
  return [...groups]
    .map(([key, members]) => {
      const lengths = members.map(({ start, end }) => end - start);
      return {
        key,
        thread: byThread ? members[0].thread : null,
        count: members.length,
        totalNanos: lengths.reduce((sum, length) => sum + length, 0),
        maxNanos: Math.max(...lengths),
      };
    })
    .sort((a, b) => b.totalNanos - a.totalNanos);
}
