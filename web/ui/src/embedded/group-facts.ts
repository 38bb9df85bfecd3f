import { ApiError } from "../api/client";
import type { Tracks } from "../api/timeline";
import type { ColumnHead, GroupDetail, GroupThreadRow } from "../api/types";
import { STATE_COUNT, STATE_KEYS } from "../model/states";
import type { ThreadId, TimeRange } from "../units";
import { FLAG_PINNED } from "./columns";
import { isBlocking } from "./delays";
import { membersOf, siteOf, type Embedded } from "./dictionaries";
import { eachSpan, overlap } from "./spans-in";

const SPECIAL: readonly ColumnHead[] = [
  { key: "gcPause", label: "GC pause" },
  { key: "safepoint", label: "Safepoint" },
  { key: "pinned", label: "Pinned" },
];

interface ThreadTimes {
  readonly thread: ThreadId;
  readonly states: number[];
  /** By column. */
  readonly nanos: Map<string, number>;
  pinnedNanos: number;
  spans: number;
}

/** Which group is asked for, and which of its rows. */
export interface GroupWish {
  readonly by: string;
  readonly group: string;
  readonly range: TimeRange;
  /** The key of a column; of any other text, the longest life comes first. */
  readonly sort: string;
  readonly isAscending: boolean;
  readonly limit: number;
}

/** The threads of one group, a row each, with their time in columns that do not overlap. */
export function groupDetail(
  embedded: Embedded,
  { gcPauses, safepoints }: Tracks,
  { by, group: key, range, sort, isAscending, limit }: GroupWish,
): GroupDetail {
  const { texts } = embedded;
  const members = membersOf(texts, by, key)
    .map((thread) => timesOf(embedded, thread, range))
    .filter(({ spans }) => spans > 0);
  if (members.length === 0)
    throw new ApiError(
      400,
      `no thread of the group "${key}" lived in this range`,
    );
  const columns = columnsOf(embedded, members);
  const states = STATE_KEYS.map((_, state) =>
    sum(members.map((member) => member.states[state])),
  );
  const sorted = columns.findIndex(({ head }) => head.key === sort);
  const value = (row: GroupThreadRow) =>
    sorted < 0 ? row.lifeNanos : row.values[sorted];
  const sign = isAscending ? 1 : -1;
  const rows = members
    .map((member) => ({
      thread: member.thread,
      name: texts.threadNames[member.thread],
      lifeNanos: sum(member.states),
      values: columns.map(({ id }) => member.nanos.get(id) ?? 0),
      states: member.states,
    }))
    .sort((a, b) => sign * (value(a) - value(b)) || a.thread - b.thread)
    .slice(0, limit);
  const pinned = new Map(
    members.map(({ thread, pinnedNanos }) => [thread, pinnedNanos]),
  );
  const all = lifeNanos(embedded, range);
  return {
    key,
    count: members.length,
    startSite: startSite(embedded, members),
    states,
    percentOfTotal: all === 0 ? 0 : (100 * sum(states)) / all,
    columns: columns.map(({ head }) => head),
    rows,
    total: members.length,
    specialRanges: {
      columns: SPECIAL,
      rows: rows.map(({ thread }) => {
        const life = lifeOf(embedded, thread, range);
        return {
          thread,
          values: [
            covered(gcPauses, life),
            covered(safepoints, life),
            pinned.get(thread) ?? 0,
          ],
        };
      }),
    },
  };
}

function timesOf(
  { columns: c }: Embedded,
  thread: ThreadId,
  range: TimeRange,
): ThreadTimes {
  const states = new Array<number>(STATE_COUNT).fill(0);
  const times: ThreadTimes = {
    ...{ thread, states, nanos: new Map() },
    ...{ pinnedNanos: 0, spans: 0 },
  };
  eachSpan(c, thread, range, (span, nanos) => {
    const state = c.state[span];
    const id = `${state} ${isBlocking(state) ? c.operation[span] : -1}`;
    times.nanos.set(id, (times.nanos.get(id) ?? 0) + nanos);
    states[state] += nanos;
    if ((c.flags[span] & FLAG_PINNED) !== 0) times.pinnedNanos += nanos;
    times.spans++;
  });
  return times;
}

/** States, those in which threads wait divided by operation; in the order of states. */
function columnsOf(
  { texts }: Embedded,
  members: readonly ThreadTimes[],
): { readonly id: string; readonly head: ColumnHead }[] {
  const ids = new Set(members.flatMap(({ nanos }) => [...nanos.keys()]));
  return [...ids]
    .map((id) => ({ id, parts: id.split(" ").map(Number) }))
    .sort((a, b) => a.parts[0] - b.parts[0] || a.parts[1] - b.parts[1])
    .map(({ id, parts: [state, operation] }) => {
      const key = STATE_KEYS[state];
      const name = texts.strings[operation];
      const head =
        operation < 0
          ? { key, label: capitalised(texts.stateLabels[state]) }
          : { key: `${key}:${name}`, label: capitalised(name) };
      return { id, head };
    });
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Where the threads were started; null where that is not recorded or not the same for all. */
function startSite(
  embedded: Embedded,
  members: readonly ThreadTimes[],
): string | null {
  const { startStack } = embedded.columns.threads;
  const sites = new Set(
    members.map(({ thread }) => siteOf(embedded, startStack[thread])),
  );
  const [site] = sites;
  return sites.size === 1 ? site : null;
}

function lifeOf(
  { columns: c }: Embedded,
  thread: ThreadId,
  range: TimeRange,
): TimeRange {
  const [first, last] = [c.first[thread], c.first[thread + 1] - 1];
  if (first > last) return { from: 0, to: 0 };
  return {
    from: Math.max(range.from, c.start[first]),
    to: Math.min(range.to, c.end[last]),
  };
}

/** The life of all threads in a range, together. */
function lifeNanos(embedded: Embedded, range: TimeRange): number {
  let nanos = 0;
  for (let thread = 0; thread < embedded.columns.threadCount; thread++) {
    const { from, to } = lifeOf(embedded, thread, range);
    nanos += Math.max(0, to - from);
  }
  return nanos;
}

/** How much of a range is covered by others, sorted by start, which may overlap. */
function covered(
  ranges: readonly (readonly [
    start: number,
    end: number,
    ...rest: unknown[],
  ])[],
  range: TimeRange,
): number {
  let nanos = 0;
  let from = range.from;
  for (const [start, end] of ranges) {
    nanos += overlap({ from, to: range.to }, start, end);
    from = Math.max(from, end);
  }
  return nanos;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
