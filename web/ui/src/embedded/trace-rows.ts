import type { RowGroup, Rows } from "../api/timeline";
import type { TimeRange } from "../units";
import type { Embedded } from "./dictionaries";
import { membersOf } from "./dictionaries";
import { matcher } from "./span-filter";
import { SpanMatcher } from "./span-matcher";

/** More are not drawn of a group. */
const MAX_THREADS = 2000;

/** Leaves out the threads without a span that passes a filter; of processors those whose names do not match. */
export function filterRows(
  embedded: Embedded,
  rows: Rows,
  by: string,
  filter: string,
  range: TimeRange,
): Rows {
  if (by === "cpu") {
    const matches = matcher(filter);
    const groups = rows.groups.map((group) =>
      listed(group, (i) => matches(group.names[i])),
    );
    return { groups: groups.filter(({ count }) => count > 0) };
  }
  const spans = new SpanMatcher(embedded, filter);
  const passes = (thread: number) => spans.hasSpan(thread, range);
  const groups = rows.groups.map((group) => {
    const kept = listed(group, (i) => passes(group.threads[i]));
    return group.more === undefined
      ? kept
      : withUnlisted(embedded, group, by, kept, passes);
  });
  return { groups: groups.filter(({ count }) => count > 0) };
}

function listed(group: RowGroup, isKept: (i: number) => boolean): RowGroup {
  const kept = group.threads.map((_, i) => isKept(i));
  const keep = <T>(values: readonly T[]) => values.filter((_, i) => kept[i]);
  const threads = keep(group.threads);
  return {
    key: group.key,
    label: group.label,
    count: threads.length,
    threads,
    starts: keep(group.starts),
    ends: keep(group.ends),
    names: keep(group.names),
    kinds: keep(group.kinds),
    ...(group.eventLanes && { eventLanes: keep(group.eventLanes) }),
  };
}

/** Of a group that is too large to be listed, the threads that follow those that are. */
function withUnlisted(
  { columns, texts }: Embedded,
  group: RowGroup,
  by: string,
  kept: RowGroup,
  passes: (thread: number) => boolean,
): RowGroup {
  const isListed = new Set(group.threads);
  const unlisted = membersOf(texts, by, group.key).filter(
    (thread) => !isListed.has(thread) && passes(thread),
  );
  const added = unlisted.slice(0, MAX_THREADS - kept.threads.length);
  const more = unlisted.length - added.length;
  const from = added.map((thread) => columns.first[thread]);
  const last = added.map((thread) => columns.first[thread + 1] - 1);
  return {
    ...kept,
    count: kept.count + unlisted.length,
    threads: [...kept.threads, ...added],
    starts: [...kept.starts, ...from.map((span) => columns.start[span])],
    ends: [...kept.ends, ...last.map((span) => columns.end[span])],
    names: [...kept.names, ...added.map((id) => texts.threadNames[id])],
    kinds: [...kept.kinds, ...added.map((id) => texts.threadKinds[id])],
    ...(kept.eventLanes && {
      eventLanes: [
        ...kept.eventLanes,
        ...added.map((id) => texts.eventLanes[id]),
      ],
    }),
    ...(more > 0 && { more }),
  };
}
