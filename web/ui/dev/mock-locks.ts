import type {
  HandOver,
  LockDetail,
  LockOwner,
  LockRow,
  Locks,
  LockStack,
  LockWait,
} from "../src/api/locks.ts";
import type { TimeRange } from "../src/units.ts";
import { waitGraph } from "./mock-wait-graph.ts";
import type { MockAnswer } from "./mock-api.ts";
import type { MockSpan, MockThread, MockTrace } from "./mock-trace.ts";

const BUCKETS = 240;
const LISTED = 100;

interface MockWait {
  readonly index: number;
  readonly thread: MockThread;
  readonly span: MockSpan;
}

/** Answers questions about locks; 404 for all others. */
export function lockAnswer(
  trace: MockTrace,
  path: string,
  range: TimeRange,
  query: URLSearchParams,
): MockAnswer {
  if (path === "/api/locks") return { json: locks(trace, range, query) };
  if (path === "/api/wait-graph")
    return { json: waitGraph(trace, range, query.get("at")) };
  if (path !== "/api/lock")
    return { status: 404, text: "There is nothing at this address." };
  const key = query.get("key") ?? "";
  const waits = groupsOf(trace, range, key.includes("@")).get(key);
  return waits === undefined
    ? { status: 400, text: `nobody waited for the lock "${key}" in this range` }
    : { json: detail(trace, key, waits, range) };
}

function locks(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): Locks {
  const groups = groupsOf(trace, range, query.get("by") !== "class");
  const rows = [...groups]
    .map(([key, waits]) => rowOf(key, waits, range))
    .sort(
      (a, b) =>
        Number(b.state === "blocked") - Number(a.state === "blocked") ||
        b.totalNanos - a.totalNanos,
    );
  return {
    count: rows.length,
    totalNanos: rows.reduce((sum, row) => sum + row.totalNanos, 0),
    locks: rows.slice(0, Number(query.get("limit") ?? 100)),
  };
}

/** Monitors have an address, made up of their class. */
function groupsOf(
  trace: MockTrace,
  range: TimeRange,
  isByLock: boolean,
): Map<string, MockWait[]> {
  const groups = new Map<string, MockWait[]>();
  for (const thread of trace.threads)
    thread.spans.forEach((span, position) => {
      if (!["blocked", "waiting", "parked"].includes(span.state)) return;
      if (span.start >= range.to || span.end <= range.from) return;
      const address = span.state === "blocked" ? addressOf(span) : "";
      const name = `${span.state} ${span.subject ?? ""}`;
      const key = isByLock ? `${name}@${address}` : name;
      const wait = { index: thread.firstSpan + position, thread, span };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [wait]);
      else group.push(wait);
    });
  return groups;
}

function addressOf({ subject }: MockSpan): string {
  return (0x7f3a_0000 + 64 * (subject?.length ?? 0)).toString(16);
}

function rowOf(
  key: string,
  waits: readonly MockWait[],
  range: TimeRange,
): LockRow {
  const address = key.split("@").at(1);
  return {
    key,
    lock: waits[0].span.subject,
    address: address ? `0x${address}` : null,
    state: waits[0].span.state,
    ...sums(waits, range),
    maxQueue: Math.max(...queueOf(waits, range)),
  };
}

function sums(waits: readonly MockWait[], range: TimeRange) {
  const nanos = waits.map(
    ({ span }) =>
      Math.min(span.end, range.to) - Math.max(span.start, range.from),
  );
  return {
    waits: waits.length,
    totalNanos: nanos.reduce((sum, each) => sum + each, 0),
    maxNanos: nanos.reduce((most, each) => Math.max(most, each), 0),
  };
}

/** How many wait at the middle of each bucket. */
function queueOf(waits: readonly MockWait[], range: TimeRange): number[] {
  const bucketNanos = (range.to - range.from) / BUCKETS;
  const counts = new Array<number>(BUCKETS).fill(0);
  for (const { span } of waits) {
    const bucketOf = (nanos: number) =>
      Math.round((nanos - range.from) / bucketNanos);
    const last = Math.min(BUCKETS, bucketOf(span.end));
    for (let b = Math.max(0, bucketOf(span.start)); b < last; b++) counts[b]++;
  }
  return counts;
}

function detail(
  trace: MockTrace,
  key: string,
  waits: readonly MockWait[],
  range: TimeRange,
): LockDetail {
  const ownerOf = ({ span: { other } }: MockWait) => ({
    owner: other,
    ownerName: other === null ? null : trace.threads[other].name,
  });
  const most = <T extends { readonly totalNanos: number }>(rows: T[]) =>
    rows.sort((a, b) => b.totalNanos - a.totalNanos).slice(0, LISTED);
  const owners = grouped(waits, ({ span }) => String(span.other));
  const pairs = grouped(
    waits,
    ({ thread, span }) => `${thread.id} ${span.other}`,
  );
  const stacks = grouped(waits, ({ span }) => JSON.stringify(span.stack));
  return {
    lock: rowOf(key, waits, range),
    bucketNanos: (range.to - range.from) / BUCKETS,
    queue: queueOf(waits, range),
    owners: most<LockOwner>(
      owners.map((own) => ({ ...ownerOf(own[0]), ...sums(own, range) })),
    ),
    handOvers: most<HandOver>(
      pairs.map((own) => ({
        waiter: own[0].thread.id,
        waiterName: own[0].thread.name,
        ...ownerOf(own[0]),
        ...sums(own, range),
      })),
    ),
    stacks: most<LockStack>(
      stacks.map((own) => ({
        stack: own[0].span.stack,
        ...sums(own, range),
      })),
    ),
    waits: waits
      .map((wait): LockWait => ({
        index: wait.index,
        thread: wait.thread.id,
        name: wait.thread.name,
        start: wait.span.start,
        end: wait.span.end,
        ...ownerOf(wait),
        site: wait.span.stack?.at(0)?.method ?? null,
      }))
      .sort((a, b) => b.end - b.start - (a.end - a.start))
      .slice(0, LISTED),
  };
}

function grouped(
  waits: readonly MockWait[],
  keyOf: (wait: MockWait) => string,
): MockWait[][] {
  const groups = new Map<string, MockWait[]>();
  for (const wait of waits) {
    const key = keyOf(wait);
    groups.set(key, [...(groups.get(key) ?? []), wait]);
  }
  return [...groups.values()];
}
