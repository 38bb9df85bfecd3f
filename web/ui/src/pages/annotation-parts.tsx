import type { ComponentChildren } from "preact";
import type { Lengths, RegionRow, TaskRow } from "../api/annotations";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Histogram } from "../components/histogram";
import { Link } from "../components/link";
import { NamedThread } from "../components/named-thread";
import { StateBar } from "../components/state-bar";
import {
  countColumn,
  lengthColumn,
  nanosColumn,
  startColumn,
  When,
} from "../components/table-cells";
import { formatCount } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";
import type { Page } from "../url/state";
import { navigate, pageState, route } from "../url/router";

/** What tasks and regions have in common on their pages. */

export const UNKNOWN_TYPE = "(unknown type)";

interface Typed extends Lengths {
  readonly type: string | null;
}

interface TypesProps<Row extends Typed> {
  readonly page: Page;
  readonly of: string;
  readonly types: readonly Row[];
  readonly more: readonly Column<Row>[];
}

/** The types, and how long those of the chosen one (or of the first) were; a bar that is clicked filters the list. */
export function TypesCards<Row extends Typed>(props: TypesProps<Row>) {
  const { page, of, types, more } = props;
  const { type, lengths } = route.value;
  const shown = types.find((row) => row.type === type) ?? types.at(0);
  return (
    <>
      <Card title="Types" note="most time first" class="span-7">
        <DataTable
          caption={`Types of ${of}`}
          columns={[typeColumn(page), ...LENGTH_COLUMNS, ...more]}
          rows={types}
          rowKey={(row) => row.type ?? ""}
          empty={`There are no ${of} in this window.`}
          canCopy
        />
      </Card>
      <Card
        title={`How long ${shown?.type ?? of} took`}
        note="click a bar to list those; heights are logarithmic"
        class="span-5"
      >
        <Histogram
          buckets={shown?.buckets ?? []}
          of={of}
          picked={lengths}
          onPick={(picked) =>
            navigate({
              type: shown?.type ?? null,
              lengths: lengths?.from === picked.from ? null : picked,
            })
          }
        />
      </Card>
    </>
  );
}

function typeColumn<Row extends Typed>(page: Page): Column<Row> {
  return {
    key: "type",
    label: "Type",
    value: (row) => row.type,
    show: ({ type }) => (
      <Link
        to={{
          page,
          type: route.value.type === type ? null : type,
          query: route.value.query,
        }}
        class="mono ellipsis name"
        current={type !== null && route.value.type === type}
        title={type ?? UNKNOWN_TYPE}
      >
        {type ?? UNKNOWN_TYPE}
      </Link>
    ),
  };
}

const LENGTH_COLUMNS: readonly Column<Lengths>[] = [
  countColumn("Count"),
  nanosColumn("total", "Total", (row) => row.totalNanos),
  nanosColumn("p50", "p50", (row) => row.p50),
  nanosColumn("p99", "p99", (row) => row.p99),
  nanosColumn("max", "Longest", (row) => row.maxNanos),
];

/** What the list is filtered by, each part with a button that takes it away. */
export function ChosenFilters() {
  const { page, type, lengths, query } = route.value;
  if (type === null && lengths === null) return null;
  return (
    <p class="chosen-filters">
      {type !== null && <span class="mono">{type}</span>}
      {lengths !== null && (
        <span>
          {formatDuration(lengths.from)} to {formatDuration(lengths.to)}
        </span>
      )}
      <button
        type="button"
        class="button"
        onClick={() => navigate(pageState({ page, query }))}
      >
        Show all
      </button>
    </p>
  );
}

/** How many of how many rows a list shows. */
export function shownOf(
  shown: number,
  count: number,
  order = "longest first",
): string {
  return shown < count
    ? `${order}; the first ${formatCount(shown)} of ${formatCount(count)}`
    : order;
}

export function TaskLink({
  task,
  children,
}: {
  readonly task: number;
  readonly children: ComponentChildren;
}) {
  return (
    <Link to={{ page: "task", task }} class="mono ellipsis name">
      {children}
    </Link>
  );
}

/** How long a task was, as far as the trace shows it. */
export function elapsed(task: TaskRow): string {
  const length = formatDuration(task.end - task.start);
  if (task.startSeen && task.endSeen) return length;
  return `over ${length}`;
}

export const TASK_COLUMNS: readonly Column<TaskRow>[] = [
  {
    key: "type",
    label: "Task",
    value: (task) => task.type,
    show: (task) => (
      <TaskLink task={task.task}>{task.type ?? UNKNOWN_TYPE}</TaskLink>
    ),
  },
  {
    key: "at",
    label: "At",
    value: (task) => task.start,
    show: (task) => (
      <When
        range={{ from: task.start, to: task.end }}
        thread={task.thread ?? undefined}
        text={
          task.startSeen ? formatInstant(task.start) : "before the recording"
        }
      />
    ),
  },
  {
    key: "elapsed",
    label: "Elapsed",
    isNumber: true,
    value: (task) => task.end - task.start,
    show: elapsed,
  },
  {
    key: "thread",
    label: "Thread",
    value: (task) => task.threadName,
    show: (task) => <NamedThread thread={task.thread} name={task.threadName} />,
  },
  {
    key: "threads",
    label: "Threads",
    isNumber: true,
    value: (task) => task.threads,
  },
  {
    key: "regions",
    label: "Regions",
    isNumber: true,
    value: (task) => task.regions,
  },
  { key: "logs", label: "Logs", isNumber: true, value: (task) => task.logs },
  {
    key: "states",
    label: "Threads were",
    width: "16%",
    show: (task) => <StateBar states={task.states} />,
  },
];

/** Where a region was. */
export const REGION_PLACES: readonly Column<RegionRow>[] = [
  startColumn(),
  lengthColumn(),
  {
    key: "thread",
    label: "Thread",
    value: (row) => row.threadName,
    show: (row) => <NamedThread thread={row.thread} name={row.threadName} />,
  },
];

export const REGION_STATES: Column<RegionRow> = {
  key: "states",
  label: "The thread was",
  width: "20%",
  show: (region) => <StateBar states={region.states} />,
};
