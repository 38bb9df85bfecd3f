import type { StateKey } from "../model/states";
import { STATE_LABEL, STATE_ORDINAL } from "../model/states";
import { formatCount } from "../format/number";
import {
  formatDuration,
  formatExactNanos,
  formatInstant,
} from "../format/time";
import { timelineAt } from "../url/timeline-at";
import type { UrlState } from "../url/state";
import type { Nanos, ThreadId, TimeRange } from "../units";
import type { Column } from "./data-table";
import { Link } from "./link";

/** A duration in three digits, with the full value on hover; an en dash for none. */
export function Duration({ nanos }: { readonly nanos: Nanos | null }) {
  if (nanos === null || nanos === 0) return <span class="muted">–</span>;
  return <span title={formatExactNanos(nanos)}>{formatDuration(nanos)}</span>;
}

interface WhenProps {
  readonly range: TimeRange;
  readonly thread?: ThreadId;
  readonly text: string;
}

/** A time that leads to its place on the timeline. */
export function When({ range, thread, text }: WhenProps) {
  const rest: Partial<UrlState> =
    thread === undefined
      ? {}
      : {
          selection: { thread, nanos: Math.floor((range.from + range.to) / 2) },
        };
  return (
    <Link
      to={timelineAt(range, rest)}
      class="when"
      title="Show on the timeline"
    >
      {text}
    </Link>
  );
}

/** A column of time in one state. */
export function stateColumn<Row>(
  key: StateKey,
  statesOf: (row: Row) => readonly Nanos[],
): Column<Row> {
  const value = (row: Row) => statesOf(row)[STATE_ORDINAL[key]];
  return {
    key,
    label: STATE_LABEL[key],
    isNumber: true,
    value,
    show: (row) => <Duration nanos={value(row)} />,
  };
}

/** A column of durations; an en dash for none. */
export function nanosColumn<Row>(
  key: string,
  label: string,
  value: (row: Row) => Nanos | null,
): Column<Row> {
  return {
    key,
    label,
    isNumber: true,
    value,
    show: (row) => <Duration nanos={value(row)} />,
  };
}

/** A column of how often something was. */
export function countColumn<Row extends { readonly count: number }>(
  label: string,
): Column<Row> {
  return {
    key: "count",
    label,
    isNumber: true,
    value: (row) => row.count,
    show: (row) => formatCount(row.count),
  };
}

interface Stretch {
  readonly start: Nanos;
  readonly end: Nanos;
}

/** When a stretch of time began, as a link to it on the timeline; of a thread, to what the thread did then. */
export function startColumn<
  Row extends Stretch & { readonly thread?: ThreadId | null },
>(label = "At"): Column<Row> {
  return {
    key: "at",
    label,
    value: (row) => row.start,
    show: (row) => (
      <When
        range={{ from: row.start, to: row.end }}
        thread={row.thread ?? undefined}
        text={formatInstant(row.start)}
      />
    ),
  };
}

/** How long a stretch of time was. */
export function lengthColumn<Row extends Stretch>(
  label = "Length",
): Column<Row> {
  return nanosColumn("length", label, (row) => row.end - row.start);
}
