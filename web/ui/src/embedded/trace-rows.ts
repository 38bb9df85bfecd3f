import type { RowGroup, Rows } from "../api/timeline";
import { STATE_ORDINAL } from "../model/states";
import type { ThreadId, TimeRange } from "../units";
import { compareNaturally } from "./natural-order";
import type { Embedded } from "./dictionaries";
import { matcher } from "./span-filter";
import { SpanMatcher } from "./span-matcher";
import { stretch } from "./span-search";

/** More are not drawn of a group. */
const MAX_THREADS = 2000;

interface Row {
  readonly thread: ThreadId;
  readonly name: string;
  readonly start: number;
  readonly busy: number;
  readonly blocked: number;
}

/** The processors whose names match. */
export function filterProcessors({ groups }: Rows, filter: string): Rows {
  const matches = matcher(filter);
  const kept = groups.map((group): RowGroup => {
    const isKept = group.names.map(matches);
    const keep = <T>(values: readonly T[]) =>
      values.filter((_, i) => isKept[i]);
    return {
      ...group,
      count: keep(group.threads).length,
      threads: keep(group.threads),
      starts: keep(group.starts),
      ends: keep(group.ends),
      names: keep(group.names),
      kinds: keep(group.kinds),
    };
  });
  return { groups: kept.filter(({ count }) => count > 0) };
}

/** The same rows, with how deep the regions of each thread nest. */
export function withDepths(
  { groups }: Rows,
  depths: ReadonlyMap<ThreadId, number>,
): Rows {
  return {
    groups: groups.map((group) => ({
      ...group,
      regionDepths: group.threads.map((thread) => depths.get(thread) ?? 0),
    })),
  };
}

/** The threads with a span that passes a filter, in groups and in order, as timeline/analysis/RowLayout.java has it. */
export function layOutRows(
  embedded: Embedded,
  groups: readonly (readonly [key: string, threads: readonly ThreadId[]])[],
  sort: string,
  filter: string,
  range: TimeRange,
): Rows {
  const spans = new SpanMatcher(embedded, filter);
  const laidOut = groups
    .map(([key, threads]) => ({
      key,
      rows: threads
        .filter((thread) => spans.hasSpan(thread, range))
        .map((thread) => rowOf(embedded, thread, range))
        .sort((a, b) => order(sort, a, b)),
    }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => groupOrder(sort, a, b));
  return {
    groups: laidOut.map(({ key, rows }) => groupOf(embedded, key, rows)),
  };
}

function rowOf(embedded: Embedded, thread: ThreadId, range: TimeRange): Row {
  const { states } = stretch(embedded, thread, range);
  return {
    thread,
    name: embedded.texts.threadNames[thread],
    start: embedded.columns.start[embedded.columns.first[thread]] ?? 0,
    busy: states[STATE_ORDINAL.running],
    blocked: states[STATE_ORDINAL.blocked],
  };
}

function order(sort: string, a: Row, b: Row): number {
  const byName = compareNaturally(a.name, b.name);
  const first =
    sort === "name"
      ? byName
      : sort === "start"
        ? a.start - b.start
        : sort === "blocked"
          ? b.blocked - a.blocked
          : b.busy - a.busy;
  return first || byName || a.thread - b.thread;
}

interface LaidOut {
  readonly key: string;
  readonly rows: readonly Row[];
}

function groupOrder(sort: string, a: LaidOut, b: LaidOut): number {
  const sum = (of: LaidOut, value: "busy" | "blocked") =>
    of.rows.reduce((all, row) => all + row[value], 0);
  const first =
    sort === "name"
      ? 0
      : sort === "start"
        ? a.rows[0].start - b.rows[0].start
        : sort === "blocked"
          ? sum(b, "blocked") - sum(a, "blocked")
          : sum(b, "busy") - sum(a, "busy");
  return first || compareNaturally(a.key, b.key);
}

function groupOf(
  { columns, texts }: Embedded,
  key: string,
  rows: readonly Row[],
): RowGroup {
  const shown = rows.slice(0, MAX_THREADS);
  const threads = shown.map(({ thread }) => thread);
  const more = rows.length - shown.length;
  return {
    key,
    label: key,
    count: rows.length,
    threads,
    starts: shown.map(({ start }) => start),
    ends: threads.map((id) => columns.end[columns.first[id + 1] - 1] ?? 0),
    names: shown.map(({ name }) => name),
    kinds: threads.map((id) => texts.threadKinds[id]),
    ...(texts.eventLanes.some((lanes) => lanes > 0) && {
      eventLanes: threads.map((id) => texts.eventLanes[id]),
    }),
    ...(more > 0 && { more }),
  };
}
