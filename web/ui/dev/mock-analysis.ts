import type {
  GroupDetail,
  GroupRow,
  MonitorRow,
  Overview,
} from "../src/api/types.ts";
import type { TimeRange } from "../src/units.ts";
import { STATE_KEYS, STATE_ORDINAL } from "../src/model/states.ts";
import { positionsBetween } from "./mock-tiles.ts";
import type {
  MockPause,
  MockSpan,
  MockThread,
  MockTrace,
} from "./mock-trace.ts";

export type GroupBy = "name" | "startSite" | "kind";

export function keyOf(thread: MockThread, by: GroupBy): string {
  if (by === "kind") return thread.kind;
  if (by === "startSite") return thread.startSite ?? "not recorded";
  return thread.name.replace(/\d+/g, "*");
}

export function groupsOf(
  trace: MockTrace,
  by: GroupBy,
): Map<string, MockThread[]> {
  const groups = new Map<string, MockThread[]>();
  for (const thread of trace.threads) {
    const key = keyOf(thread, by);
    const members = groups.get(key) ?? [];
    members.push(thread);
    groups.set(key, members);
  }
  return groups;
}

function overlap(range: TimeRange, from: number, to: number): number {
  return Math.max(0, Math.min(range.to, to) - Math.max(range.from, from));
}

export function statesOf(thread: MockThread, range: TimeRange): number[] {
  const states = STATE_KEYS.map(() => 0);
  for (const i of positionsBetween(thread, range.from, range.to)) {
    const span = thread.spans[i];
    states[STATE_ORDINAL[span.state]] += overlap(range, span.start, span.end);
  }
  return states;
}

function addTo(sum: number[], more: readonly number[]): void {
  more.forEach((value, i) => (sum[i] += value));
}

const total = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0);

export function groupRows(
  trace: MockTrace,
  by: GroupBy,
  range: TimeRange,
): GroupRow[] {
  return [...groupsOf(trace, by)]
    .map(([key, members]): GroupRow => {
      const alive = members.filter(
        (thread) => overlap(range, thread.start, thread.end) > 0,
      );
      const states = STATE_KEYS.map(() => 0);
      let spans = 0;
      let maxBlockedNanos = 0;
      for (const thread of alive) {
        addTo(states, statesOf(thread, range));
        for (const i of positionsBetween(thread, range.from, range.to)) {
          spans++;
          const span = thread.spans[i];
          if (span.state === "blocked")
            maxBlockedNanos = Math.max(
              maxBlockedNanos,
              overlap(range, span.start, span.end),
            );
        }
      }
      return {
        key,
        count: alive.length,
        virtual: alive.filter(({ kind }) => kind === "virtual").length,
        states,
        totalNanos: total(states),
        spans,
        maxBlockedNanos,
      };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.states[0] - a.states[0]);
}

/** The column of the breakdown that a span's time goes to: blocking states are split by operation. */
function columnOf(span: MockSpan): { key: string; label: string } {
  const label = span.operation ?? span.state;
  return span.operation === null
    ? { key: span.state, label: label[0].toUpperCase() + label.slice(1) }
    : {
        key: `${span.state}:${span.operation}`,
        label: label[0].toUpperCase() + label.slice(1),
      };
}

export function groupDetail(
  trace: MockTrace,
  by: GroupBy,
  key: string,
  range: TimeRange,
  sort: string | null,
  isAscending: boolean,
  limit: number,
): GroupDetail | null {
  const members = groupsOf(trace, by).get(key);
  if (members === undefined) return null;
  const alive = members.filter(
    (thread) => overlap(range, thread.start, thread.end) > 0,
  );
  const heads = new Map<string, string>();
  const perThread = alive.map((thread) => {
    const times = new Map<string, number>();
    for (const i of positionsBetween(thread, range.from, range.to)) {
      const span = thread.spans[i];
      const column = columnOf(span);
      heads.set(column.key, column.label);
      times.set(
        column.key,
        (times.get(column.key) ?? 0) + overlap(range, span.start, span.end),
      );
    }
    return { thread, times };
  });
  const columns = [...heads].map(([columnKey, label]) => ({
    key: columnKey,
    label,
  }));
  const rows = perThread.map(({ thread, times }) => ({
    thread: thread.id,
    name: thread.name,
    lifeNanos: overlap(range, thread.start, thread.end),
    values: columns.map((column) => times.get(column.key) ?? 0),
    states: statesOf(thread, range),
  }));
  const sortIndex = columns.findIndex((column) => column.key === sort);
  const valueOf = (row: (typeof rows)[number]) =>
    sortIndex < 0 ? row.lifeNanos : row.values[sortIndex];
  rows.sort((a, b) => (isAscending ? 1 : -1) * (valueOf(a) - valueOf(b)));
  const states = STATE_KEYS.map(() => 0);
  for (const row of rows) addTo(states, row.states);
  const all = total(
    groupRows(trace, by, range).map(({ totalNanos }) => totalNanos),
  );
  return {
    key,
    count: rows.length,
    startSite: alive[0]?.startSite ?? null,
    states,
    percentOfTotal: all === 0 ? 0 : (100 * total(states)) / all,
    columns,
    rows: rows.slice(0, limit),
    total: rows.length,
    specialRanges: {
      columns: [
        { key: "gcPause", label: "GC pause" },
        { key: "pinned", label: "Pinned" },
      ],
      rows: alive.slice(0, limit).map((thread) => ({
        thread: thread.id,
        values: [
          pausedNanos(trace.pauses, thread, range),
          pinnedNanos(thread, range),
        ],
      })),
    },
  };
}

function pausedNanos(
  pauses: readonly MockPause[],
  thread: MockThread,
  range: TimeRange,
): number {
  const alive = {
    from: Math.max(range.from, thread.start),
    to: Math.min(range.to, thread.end),
  };
  return total(pauses.map(({ start, end }) => overlap(alive, start, end)));
}

function pinnedNanos(thread: MockThread, range: TimeRange): number {
  return total(
    thread.spans.map((span) =>
      span.isPinned ? overlap(range, span.start, span.end) : 0,
    ),
  );
}

export function overview(
  trace: MockTrace,
  range: TimeRange,
  buckets: number,
): Overview {
  const bucketNanos = (range.to - range.from) / buckets;
  const series = STATE_KEYS.map(() => Array.from({ length: buckets }, () => 0));
  const states = STATE_KEYS.map(() => 0);
  let pinnedCount = 0;
  let pinned = 0;
  for (const thread of trace.threads) {
    addTo(states, statesOf(thread, range));
    pinned += pinnedNanos(thread, range);
    for (const i of positionsBetween(thread, range.from, range.to)) {
      const span = thread.spans[i];
      if (span.isPinned) pinnedCount++;
      const b0 = Math.max(
        0,
        Math.floor((span.start - range.from) / bucketNanos),
      );
      const b1 = Math.min(
        buckets - 1,
        Math.floor((span.end - range.from) / bucketNanos),
      );
      for (let b = b0; b <= b1; b++) {
        const from = range.from + b * bucketNanos;
        series[STATE_ORDINAL[span.state]][b] +=
          overlap({ from, to: from + bucketNanos }, span.start, span.end) /
          bucketNanos;
      }
    }
  }
  const pauses = trace.pauses.filter(
    ({ start, end }) => overlap(range, start, end) > 0,
  );
  const groups = groupRows(trace, "name", range);
  return {
    from: range.from,
    to: range.to,
    numbers: {
      cpuCores: states[STATE_ORDINAL.running] / (range.to - range.from) / 2.4,
      processors: 16,
      blockedNanos: states[STATE_ORDINAL.blocked],
      parkedNanos: states[STATE_ORDINAL.parked],
      ioNanos: states[STATE_ORDINAL.socketIo] + states[STATE_ORDINAL.fileIo],
      maxPauseNanos: Math.max(
        0,
        ...pauses.map(({ start, end }) => end - start),
      ),
      pauseCount: pauses.length,
      pauseTotalNanos: total(pauses.map(({ start, end }) => end - start)),
      pinnedCount,
      pinnedNanos: pinned,
      exceptions: 1204,
      allocatedBytes: null,
      maxSafepointNanos: 12_400_000,
    },
    statesOverTime: {
      bucketNanos,
      series,
      pauses: pauses.map(({ start, end }) => [start, end]),
    },
    groups: groups.slice(0, 12),
    groupCount: groups.length,
    pauses: [...pauses]
      .sort((a, b) => b.end - b.start - (a.end - a.start))
      .slice(0, 10),
    topMonitors: monitors(trace, range).slice(0, 10),
  };
}

export function monitors(trace: MockTrace, range: TimeRange): MonitorRow[] {
  const rows = new Map<
    string,
    { lock: string; waits: number; totalNanos: number; maxNanos: number }
  >();
  for (const thread of trace.threads)
    for (const i of positionsBetween(thread, range.from, range.to)) {
      const span = thread.spans[i];
      if (span.state !== "blocked" || span.subject === null) continue;
      const row = rows.get(span.subject) ?? {
        lock: span.subject,
        waits: 0,
        totalNanos: 0,
        maxNanos: 0,
      };
      row.waits++;
      row.totalNanos += overlap(range, span.start, span.end);
      row.maxNanos = Math.max(row.maxNanos, span.end - span.start);
      rows.set(span.subject, row);
    }
  return [...rows.values()].sort((a, b) => b.totalNanos - a.totalNanos);
}
