import type {
  LogRow,
  Lengths,
  RegionRow,
  Regions,
  TaskDetail,
  TaskRow,
  Tasks,
} from "../src/api/annotations.ts";
import type { TimeRange } from "../src/units.ts";
import { statesOf } from "./mock-analysis.ts";
import {
  DURATION_NANOS,
  type MockThread,
  type MockTrace,
} from "./mock-trace.ts";

/** Tasks and regions that are made up along the lives of request threads of the synthetic trace. */

const TYPES = ["GET orders", "GET prices", "GET recommend"];
const STEPS = ["take connection", "query", "write journal"];
const EVERY_NANOS = 37e6;

interface MockTask {
  readonly row: TaskRow;
  readonly regions: readonly RegionRow[];
}

const made = new WeakMap<MockTrace, readonly MockTask[]>();

function tasksOf(trace: MockTrace): readonly MockTask[] {
  const all = made.get(trace) ?? makeTasks(trace);
  made.set(trace, all);
  return all;
}

function makeTasks(trace: MockTrace): MockTask[] {
  const workers = trace.threads
    .filter(({ kind, spans }) => kind === "platform" && spans.length > 20)
    .slice(0, 12);
  const tasks: MockTask[] = [];
  for (const [number, worker] of workers.entries())
    for (
      let start = worker.start + number * 3e6;
      start < Math.min(worker.end, DURATION_NANOS) - 1e6;
      start += EVERY_NANOS
    )
      tasks.push(task(worker, Math.round(start), tasks.length));
  return tasks;
}

function task(worker: MockThread, start: number, index: number): MockTask {
  const length = 1e6 * (2 + ((index * 7) % 30));
  const end = Math.min(start + length, worker.end, DURATION_NANOS);
  const isOpen = index % 40 === 17;
  const type = TYPES[index % TYPES.length];
  const region = (
    step: string,
    depth: number,
    range: TimeRange,
  ): RegionRow => ({
    type: step,
    depth,
    thread: worker.id,
    threadName: worker.name,
    start: Math.round(range.from),
    end: Math.round(range.to),
    task: index,
    taskType: type,
    states: statesOf(worker, range),
  });
  const part = (end - start) / STEPS.length;
  const regions = [
    region("handle", 0, { from: start, to: end }),
    ...STEPS.map((step, place) =>
      region(step, 1, {
        from: start + place * part,
        to: start + (place + 0.9) * part,
      }),
    ),
  ];
  return {
    row: {
      task: index,
      type,
      start,
      end: isOpen ? DURATION_NANOS : end,
      startSeen: true,
      endSeen: !isOpen,
      parent: index % 9 === 8 ? index - 1 : null,
      thread: worker.id,
      threadName: worker.name,
      labels:
        index % 2 === 0
          ? [
              "tenant=acme",
              `traceId=${(index + 1).toString(16).padStart(32, "0")}`,
            ]
          : [],
      threads: 1,
      regions: regions.length,
      logs: 1,
      states: statesOf(worker, { from: start, to: end }),
    },
    regions,
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const lengthOf = ({ start, end }: Span) => end - start;

function lengths(spans: readonly Span[]): Lengths {
  const sorted = spans.map(lengthOf).sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const buckets = [];
  for (let from = 2 ** 20; from <= (sorted.at(-1) ?? 0); from *= 2)
    buckets.push({
      fromNanos: from,
      toNanos: from * 2,
      count: sorted.filter((nanos) => nanos >= from && nanos < from * 2).length,
    });
  return {
    count: sorted.length,
    totalNanos: sorted.reduce((sum, nanos) => sum + nanos, 0),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    maxNanos: sorted.at(-1) ?? 0,
    buckets,
  };
}

function byType<Row extends { readonly type: string | null }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const types = new Map<string, Row[]>();
  for (const row of rows)
    types.set(row.type ?? "", [...(types.get(row.type ?? "") ?? []), row]);
  return types;
}

function page<Row extends Span & { readonly type: string | null }>(
  rows: readonly Row[],
  query: URLSearchParams,
): { readonly count: number; readonly rows: readonly Row[] } {
  const type = query.get("type");
  const found = rows
    .filter((row) => type === null || row.type === type)
    .filter((row) => lengthOf(row) >= Number(query.get("min") ?? 0))
    .filter((row) => lengthOf(row) < Number(query.get("max") ?? Infinity))
    .sort((a, b) => lengthOf(b) - lengthOf(a));
  return {
    count: found.length,
    rows: found.slice(0, Number(query.get("limit") ?? 100)),
  };
}

const touches = (range: TimeRange) => (span: Span) =>
  span.start < range.to && span.end > range.from;

export function regionsOf(trace: MockTrace): readonly RegionRow[] {
  return tasksOf(trace).flatMap(({ regions }) => regions);
}

export function mockTasks(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): Tasks {
  const text = (query.get("q") ?? "").toLowerCase();
  const rows = tasksOf(trace)
    .map(({ row }) => row)
    .filter(touches(range))
    .filter((row) =>
      `${row.type} ${row.labels.join(" ")} request`
        .toLowerCase()
        .includes(text),
    );
  const found = page(rows, query);
  return {
    recorded: true,
    types: [...byType(rows)].map(([type, ofType]) => ({
      type,
      open: ofType.filter(({ endSeen }) => !endSeen).length,
      ...lengths(ofType.filter(({ endSeen }) => endSeen)),
    })),
    count: found.count,
    tasks: found.rows,
  };
}

export function mockRegions(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): Regions {
  const text = (query.get("q") ?? "").toLowerCase();
  const rows = regionsOf(trace)
    .filter(touches(range))
    .filter(({ type }) => type.includes(text));
  const found = page(rows, query);
  return {
    recorded: true,
    types: [...byType(rows)].map(([type, ofType]) => ({
      type,
      ...lengths(ofType),
      coveredNanos: lengths(ofType).totalNanos,
      states: sumOf(ofType.map(({ states }) => states)),
    })),
    count: found.count,
    regions: found.rows,
  };
}

function sumOf(states: readonly (readonly number[])[]): number[] {
  return states.reduce<number[]>(
    (sum, one) => one.map((nanos, state) => nanos + (sum[state] ?? 0)),
    [],
  );
}

export function mockTask(trace: MockTrace, index: number): TaskDetail | null {
  const all = tasksOf(trace);
  const one = all.at(index);
  if (one === undefined) return null;
  const { row, regions } = one;
  const logs: LogRow[] = [
    {
      nanos: row.start + 1000,
      thread: row.thread,
      threadName: row.threadName,
      category: "request",
      message: `/${row.type?.split(" ")[1]}/${index}`,
    },
  ];
  return {
    task: row,
    parent: row.parent === null ? null : (all.at(row.parent)?.row ?? null),
    parts: all
      .map((other) => other.row)
      .filter(({ parent }) => parent === index),
    threads: [
      {
        thread: row.thread ?? 0,
        name: row.threadName ?? "",
        states: row.states,
      },
    ],
    regions,
    logs,
  };
}
