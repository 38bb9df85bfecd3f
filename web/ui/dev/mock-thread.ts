import type { Span, ThreadDetail } from "../src/api/types.ts";
import type { TimeRange } from "../src/units.ts";
import { statesOf } from "./mock-analysis.ts";
import { firstEndingAfter, positionsBetween } from "./mock-tiles.ts";
import {
  DURATION_NANOS,
  type MockSpan,
  type MockThread,
  type MockTrace,
} from "./mock-trace.ts";

/** One thread and one span of the synthetic trace in full. */
export function spanAt(
  trace: MockTrace,
  thread: MockThread,
  nanos: number,
): Span | null {
  const position = firstEndingAfter(thread, nanos);
  const span = thread.spans[position];
  return span !== undefined && span.start <= nanos
    ? spanDetail(trace, thread, position)
    : null;
}

export function spanDetail(
  trace: MockTrace,
  thread: MockThread,
  position: number,
): Span {
  const span = thread.spans[position];
  const index = thread.firstSpan + position;
  const nameOf = (id: number) => trace.threads[id].name;
  const isWithin = (nanos: number) => nanos > span.start && nanos <= span.end;
  return {
    thread: thread.id,
    threadName: thread.name,
    index,
    start: span.start,
    end: span.end,
    state: span.state,
    operation: span.operation,
    subject: span.subject,
    stack: span.stack,
    other: span.other,
    otherName: span.other === null ? null : nameOf(span.other),
    amount: span.operation === "socket read" ? 4096 : null,
    amountKind: span.operation === "socket read" ? "bytes" : null,
    address: span.state === "blocked" ? "0x00000007051e4a08" : null,
    pinned: span.isPinned,
    timedOut: span.isTimedOut,
    proven: span.state === "native",
    incoming: trace.flows
      .filter((flow) => flow.toThread === thread.id && isWithin(flow.to))
      .map((flow) => ({
        kind: flow.kind,
        thread: flow.fromThread,
        name: nameOf(flow.fromThread),
        nanos: flow.from,
      })),
    outgoing: trace.flows
      .filter((flow) => flow.fromThread === thread.id && isWithin(flow.from))
      .map((flow) => ({
        kind: flow.kind,
        thread: flow.toThread,
        name: nameOf(flow.toThread),
        nanos: flow.to,
      })),
    previous: position > 0 ? index - 1 : null,
    next: position + 1 < thread.spans.length ? index + 1 : null,
  };
}

const BLOCKING = new Set([
  "blocked",
  "waiting",
  "parked",
  "sleeping",
  "socketIo",
  "fileIo",
]);

export function threadDetail(
  trace: MockTrace,
  thread: MockThread,
  range: TimeRange,
): ThreadDetail {
  const positions = positionsBetween(thread, range.from, range.to);
  const blocking = positions.filter((i) => BLOCKING.has(thread.spans[i].state));
  const longest = [...blocking]
    .sort((a, b) => lengthOf(thread.spans[b]) - lengthOf(thread.spans[a]))
    .slice(0, 20);
  const waits = new Map<
    string,
    {
      operation: string | null;
      subject: string | null;
      state: string;
      count: number;
      totalNanos: number;
      maxNanos: number;
    }
  >();
  for (const i of blocking) {
    const span = thread.spans[i];
    const key = `${span.operation} ${span.subject}`;
    const row = waits.get(key) ?? {
      operation: span.operation,
      subject: span.subject,
      state: span.state,
      count: 0,
      totalNanos: 0,
      maxNanos: 0,
    };
    row.count++;
    row.totalNanos += lengthOf(span);
    row.maxNanos = Math.max(row.maxNanos, lengthOf(span));
    waits.set(key, row);
  }
  const isStarted = thread.start > 0;
  return {
    id: thread.id,
    name: thread.name,
    kind: thread.kind,
    javaId: thread.id + 20,
    osId: thread.kind === "virtual" ? null : thread.id + 4711,
    group: thread.kind === "virtual" ? "VirtualThreads" : "main",
    start: thread.start,
    end: thread.end,
    startSeen: isStarted,
    endSeen: thread.end < DURATION_NANOS,
    parent: isStarted ? 3 : null,
    parentName: isStarted ? trace.threads[3].name : null,
    startStack: isStarted
      ? [{ method: thread.startSite ?? "", line: null, kind: "jit" }]
      : null,
    states: statesOf(thread, range),
    spanCount: positions.length,
    longest: longest.map((i) => spanDetail(trace, thread, i)),
    waits: [...waits.values()].sort((a, b) => b.totalNanos - a.totalNanos),
    wokenBy: wakes(
      trace,
      range,
      (flow) => flow.toThread === thread.id,
      (flow) => flow.fromThread,
    ),
    woke: wakes(
      trace,
      range,
      (flow) => flow.fromThread === thread.id,
      (flow) => flow.toThread,
    ).slice(0, 20),
    samples: {
      cpu: 0,
      execution: 214,
      native: 12,
      allocation: 31,
      allocatedBytes: 18_874_368,
    },
    topFrames: [
      { frame: "com.acme.orders.PriceCache.get", count: 61 },
      {
        frame:
          "com.fasterxml.jackson.core.json.UTF8JsonGenerator._writeStringSegments",
        count: 44,
      },
      { frame: "java.util.HashMap.getNode", count: 19 },
    ],
  };
}

function wakes(
  trace: MockTrace,
  range: TimeRange,
  isWanted: (flow: MockTrace["flows"][number]) => boolean,
  threadOf: (flow: MockTrace["flows"][number]) => number,
) {
  const counts = new Map<
    number,
    { thread: number; name: string; count: number; kind: string }
  >();
  for (const flow of trace.flows) {
    if (!isWanted(flow) || flow.to < range.from || flow.to > range.to) continue;
    const thread = threadOf(flow);
    const row = counts.get(thread) ?? {
      thread,
      name: trace.threads[thread].name,
      count: 0,
      kind: flow.kind,
    };
    row.count++;
    counts.set(thread, row);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function lengthOf(span: MockSpan): number {
  return span.end - span.start;
}
