import { threadColumn } from "../components/thread-columns";
import { apiUrl } from "../api/client";
import { traceFacts } from "../api/trace";
import type {
  LogRow,
  RegionRow,
  TaskDetail,
  TaskRow,
  TaskThread,
} from "../api/annotations";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Link } from "../components/link";
import { NamedThread } from "../components/named-thread";
import { Empty, Failure, Loading } from "../components/notice";
import { StateBar } from "../components/state-bar";
import { StateShares } from "../components/state-shares";
import { nanosColumn, When } from "../components/table-cells";
import { formatDuration, formatInstant } from "../format/time";
import { traceLink } from "../model/trace-link";
import { route } from "../url/router";
import {
  elapsed,
  REGION_PLACES,
  REGION_STATES,
  TASK_COLUMNS,
  TaskLink,
  UNKNOWN_TYPE,
} from "./annotation-parts";

/** One task in full: which threads worked for it and in which states, its regions as a tree, its messages, its parts. */
export function TaskPage() {
  const { task } = route.value;
  const { data, error } = useApi<TaskDetail>(
    task === null ? null : apiUrl("/api/task", { id: task }),
  );
  if (task === null) return <Empty>This address names no task.</Empty>;
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="task" />;
  return (
    <div class="page-grid">
      <Head detail={data} />
      <ThreadsCard detail={data} />
      <RegionsCard task={data.task} regions={data.regions} />
      <LogsCard logs={data.logs} start={data.task.start} />
      {data.parts.length > 0 && (
        <Card title="Parts" note="tasks begun for this one" class="span-12">
          <DataTable
            caption="Parts of the task"
            columns={TASK_COLUMNS}
            rows={data.parts}
            rowKey={(part) => part.task}
            empty=""
            canCopy
          />
        </Card>
      )}
    </div>
  );
}

function Head({ detail: { task, parent } }: { readonly detail: TaskDetail }) {
  const range = { from: task.start, to: task.end };
  return (
    <div class="page-head span-12">
      <nav class="crumbs" aria-label="Breadcrumbs">
        <Link to={{ page: "tasks" }}>Tasks</Link>{" "}
        <span aria-hidden="true">›</span>{" "}
        {parent !== null && (
          <>
            <TaskLink task={parent.task}>
              {parent.type ?? UNKNOWN_TYPE}
            </TaskLink>{" "}
            <span aria-hidden="true">›</span>
          </>
        )}
      </nav>
      <h1 class="mono ellipsis">{task.type ?? UNKNOWN_TYPE}</h1>
      <span class="muted">
        {elapsed(task)}, {task.startSeen ? "from" : "begun before"}{" "}
        <When
          range={range}
          thread={task.thread ?? undefined}
          text={formatInstant(task.start)}
        />
        {task.endSeen ? "" : ", not ended in the recording"}
        {task.labels.length > 0 && `, ${task.labels.join(", ")}`}
      </span>
      <Link
        to={{ page: "critical-path", task: task.task }}
        title="From its end backwards along wake-ups"
      >
        Critical path
      </Link>
      <TraceLink labels={task.labels} />
    </div>
  );
}

/** To the same operation where distributed traces are kept (`--trace-link`). */
function TraceLink({ labels }: { readonly labels: readonly string[] }) {
  const href = traceLink(traceFacts.value?.traceLink ?? null, labels);
  if (href === null) return null;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      Trace at {new URL(href).host} ↗
    </a>
  );
}

function ThreadsCard({
  detail: { task, threads },
}: {
  readonly detail: TaskDetail;
}) {
  return (
    <Card
      title="Threads that worked for it"
      note="in its regions and its context"
      class="span-12"
    >
      {threads.length > 0 && <StateShares states={task.states} />}
      <DataTable
        caption="Threads of the task"
        columns={THREAD_COLUMNS}
        rows={threads}
        rowKey={(row) => row.thread}
        empty="The task has no region, and no thread entered its context."
        canCopy
      />
    </Card>
  );
}

const sum = (states: readonly number[]) =>
  states.reduce((total, nanos) => total + nanos, 0);

const THREAD_COLUMNS: readonly Column<TaskThread>[] = [
  threadColumn(),
  nanosColumn("time", "Time", (row) => sum(row.states)),
  {
    key: "states",
    label: "In states",
    width: "50%",
    show: (row) => <StateBar states={row.states} />,
  },
];

function RegionsCard({
  task,
  regions,
}: {
  readonly task: TaskRow;
  readonly regions: readonly RegionRow[];
}) {
  const note =
    regions.length < task.regions
      ? `the first ${regions.length} of ${task.regions}`
      : undefined;
  return (
    <Card title="Regions" note={note} class="span-7">
      <DataTable
        caption="Regions of the task"
        columns={REGION_COLUMNS}
        rows={regions}
        rowKey={(row) => `${row.thread} ${row.start} ${row.depth}`}
        empty="The task has no regions."
        canCopy
      />
    </Card>
  );
}

const REGION_COLUMNS: readonly Column<RegionRow>[] = [
  {
    key: "type",
    label: "Region",
    value: (row) => row.type,
    show: (row) => (
      <span class="mono" style={{ paddingLeft: `${row.depth * 14}px` }}>
        {row.type}
      </span>
    ),
  },
  ...REGION_PLACES,
  REGION_STATES,
];

function LogsCard({
  logs,
  start,
}: {
  readonly logs: readonly LogRow[];
  readonly start: number;
}) {
  return (
    <Card title="Messages" class="span-5">
      <DataTable
        caption="Messages of the task"
        columns={logColumns(start)}
        rows={logs}
        rowKey={(row) => `${row.nanos} ${row.message}`}
        empty="The task has no messages."
        canCopy
      />
    </Card>
  );
}

function logColumns(start: number): readonly Column<LogRow>[] {
  return [
    {
      key: "after",
      label: "After",
      isNumber: true,
      value: (row) => row.nanos - start,
      show: (row) => (
        <When
          range={{ from: row.nanos, to: row.nanos + 1000 }}
          thread={row.thread ?? undefined}
          text={formatDuration(Math.max(0, row.nanos - start))}
        />
      ),
    },
    { key: "category", label: "Category", value: (row) => row.category },
    { key: "message", label: "Message", value: (row) => row.message },
    {
      key: "thread",
      label: "Thread",
      value: (row) => row.threadName,
      show: (row) => <NamedThread thread={row.thread} name={row.threadName} />,
    },
  ];
}
