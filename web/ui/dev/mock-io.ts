import type { IoDetail, IoTarget, IoTargets } from "../src/api/io.ts";
import type { LatencyBucket } from "../src/api/scheduling.ts";
import type { TimeRange } from "../src/units.ts";
import { keyOf, type GroupBy } from "./mock-analysis.ts";
import type { MockAnswer } from "./mock-api.ts";
import type { MockSpan, MockThread, MockTrace } from "./mock-trace.ts";

const LISTED = 100;
const MEAN_BYTES = 1400;

interface MockOperation {
  readonly index: number;
  readonly thread: MockThread;
  readonly span: MockSpan;
  /** The part in the window. */
  readonly nanos: number;
}

/** Answers questions about hosts and files; null for all others. */
export function ioAnswer(
  trace: MockTrace,
  path: string,
  range: TimeRange,
  query: URLSearchParams,
): MockAnswer | null {
  if (path !== "/api/io" && path !== "/api/io-target") return null;
  const groups = groupsOf(trace, range, query);
  if (path === "/api/io") return { json: targets(groups, query) };
  const key = query.get("key") ?? "";
  const own = groups.get(key);
  if (own !== undefined) return { json: detail(key, own) };
  const name = key.slice(key.indexOf(" ") + 1);
  return {
    status: 400,
    text: `these threads did no I/O on "${name}" in this range`,
  };
}

function groupsOf(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): Map<string, MockOperation[]> {
  const by = (query.get("by") ?? "name") as GroupBy;
  const group = query.get("group");
  const id = query.get("thread");
  const groups = new Map<string, MockOperation[]>();
  for (const thread of trace.threads) {
    if (group !== null && keyOf(thread, by) !== group) continue;
    if (id !== null && thread.id !== Number(id)) continue;
    thread.spans.forEach((span, position) => {
      if (span.state !== "socketIo" && span.state !== "fileIo") return;
      if (span.start >= range.to || span.end <= range.from) return;
      const nanos =
        Math.min(span.end, range.to) - Math.max(span.start, range.from);
      const key = `${span.state} ${span.subject ?? ""}`;
      const index = thread.firstSpan + position;
      const known = groups.get(key) ?? [];
      known.push({ index, thread, span, nanos });
      groups.set(key, known);
    });
  }
  return groups;
}

function targets(
  groups: ReadonlyMap<string, readonly MockOperation[]>,
  query: URLSearchParams,
): IoTargets {
  const state = query.get("state");
  const text = (query.get("q") ?? "").toLowerCase();
  const rows = [...groups]
    .map(([key, operations]) => rowOf(key, operations))
    .filter((row) => state === null || row.state === state)
    .filter(({ key, operationNames }) =>
      [key, ...operationNames].some((name) =>
        name.toLowerCase().includes(text),
      ),
    )
    .sort((a, b) => b.totalNanos - a.totalNanos);
  const sum = (value: (row: IoTarget) => number) =>
    rows.reduce((total, row) => total + value(row), 0);
  return {
    count: rows.length,
    operations: sum((row) => row.operations),
    bytes: sum((row) => row.bytes),
    totalNanos: sum((row) => row.totalNanos),
    targets: rows.slice(0, Number(query.get("limit") ?? 100)),
  };
}

function rowOf(key: string, operations: readonly MockOperation[]): IoTarget {
  const [{ span }] = operations;
  return {
    key,
    target: span.subject,
    state: span.state,
    operationNames: [...by(operations, nameOf).keys()],
    ...amounts(operations),
  };
}

function nameOf({ span }: MockOperation): string {
  return span.operation ?? "";
}

function bytesOf({ index }: MockOperation): number {
  return MEAN_BYTES + (index % 700);
}

function amounts(operations: readonly MockOperation[]) {
  const sorted = operations.map(({ nanos }) => nanos).sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return {
    operations: sorted.length,
    bytes: operations.reduce((sum, each) => sum + bytesOf(each), 0),
    totalNanos: sorted.reduce((sum, nanos) => sum + nanos, 0),
    maxNanos: at(1),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    p999: at(0.999),
  };
}

function bucketsOf(operations: readonly MockOperation[]): LatencyBucket[] {
  const powers = operations.map(({ nanos }) => Math.floor(Math.log2(nanos)));
  const least = powers.reduce((a, b) => Math.min(a, b));
  const most = powers.reduce((a, b) => Math.max(a, b));
  return Array.from({ length: most - least + 1 }, (_, i) => ({
    fromNanos: 2 ** (least + i),
    toNanos: 2 ** (least + i + 1),
    count: powers.filter((power) => power === least + i).length,
  }));
}

function by<Key>(
  operations: readonly MockOperation[],
  keyed: (operation: MockOperation) => Key,
): Map<Key, MockOperation[]> {
  const groups = new Map<Key, MockOperation[]>();
  for (const operation of operations) {
    const known = groups.get(keyed(operation)) ?? [];
    known.push(operation);
    groups.set(keyed(operation), known);
  }
  return groups;
}

function detail(key: string, operations: readonly MockOperation[]): IoDetail {
  return {
    target: rowOf(key, operations),
    buckets: bucketsOf(operations),
    kinds: [...by(operations, nameOf)].map(([operation, own]) => ({
      operation,
      ...amounts(own),
      buckets: bucketsOf(own),
    })),
    threads: [...by(operations, ({ thread }) => thread)]
      .map(([{ id, name }, own]) => {
        const { operations: count, totalNanos, maxNanos } = amounts(own);
        return { thread: id, name, operations: count, totalNanos, maxNanos };
      })
      .sort((a, b) => b.totalNanos - a.totalNanos)
      .slice(0, LISTED),
    slowest: operations
      .map((own) => ({
        index: own.index,
        thread: own.thread.id,
        name: own.thread.name,
        start: own.span.start,
        end: own.span.end,
        operation: own.span.operation,
        bytes: bytesOf(own),
        site: own.span.stack?.at(0)?.method ?? null,
      }))
      .sort((a, b) => b.end - b.start - (a.end - a.start))
      .slice(0, LISTED),
  };
}
