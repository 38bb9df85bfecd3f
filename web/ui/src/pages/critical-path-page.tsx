import { siteColumn, threadColumn } from "../components/thread-columns";
import { apiUrl, windowQuery } from "../api/client";
import type { CriticalPath, PathSegment, PathSum } from "../api/critical-path";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Legend } from "../components/legend";
import { NamedThread } from "../components/named-thread";
import { Empty, Failure, Loading } from "../components/notice";
import {
  countColumn,
  lengthColumn,
  nanosColumn,
  startColumn,
} from "../components/table-cells";
import { formatCount, formatShare } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";
import { STATE_LABEL } from "../model/states";
import { route } from "../url/router";
import { PathStrip } from "./path-strip";

/** What a thread's time was really for, from the end of the window or of a task backwards along wake-ups. */
export function CriticalPathPage() {
  const { window: range, thread, task } = route.value;
  const isAsked = thread !== null || task !== null;
  const { data, error } = useApi<CriticalPath>(
    !isAsked
      ? null
      : apiUrl(
          "/api/critical-path",
          task === null ? { ...windowQuery(range), thread } : { task },
        ),
  );
  if (!isAsked)
    return (
      <Empty>
        This address names no thread. Select a span on the timeline, open a
        task, or follow a long wait on the page Blocking.
      </Empty>
    );
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Critical path</h1>
        {data !== null && (
          <span class="muted">
            <NamedThread
              thread={data.thread}
              name={data.threadName}
              nanos={Math.max(0, data.to - 1)}
            />{" "}
            {headLine(data)}
          </span>
        )}
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="critical path" />
      ) : (
        <Cards path={data} />
      )}
    </div>
  );
}

function headLine(path: CriticalPath): string {
  const length = formatDuration(path.to - path.from);
  const segments = `${formatCount(path.count)} segment${path.count === 1 ? "" : "s"}`;
  const threads = `${formatCount(path.threads.length)} thread${path.threads.length === 1 ? "" : "s"}`;
  return `from ${formatInstant(path.from)} to ${formatInstant(path.to)}: ${length} in ${segments} of ${threads}`;
}

function Cards({ path }: { readonly path: CriticalPath }) {
  const all = Math.max(1, path.to - path.from);
  const isPart = path.segments.length < path.count;
  return (
    <>
      <Card
        title="The path"
        note="a row for each thread, a line where one let another go on; a click leads to the timeline"
        class="span-12"
      >
        <PathStrip path={path} />
        <Legend />
      </Card>
      <Card
        title="Segments"
        note={
          isPart
            ? `the ${formatCount(path.segments.length)} longest of ${formatCount(path.count)}, in order of time`
            : "in order of time; they add up to the whole"
        }
        class="span-12"
      >
        <DataTable
          caption="Segments"
          columns={SEGMENT_COLUMNS}
          rows={path.segments}
          rowKey={(segment) => segment.start}
          empty="The window is empty."
          canCopy
        />
      </Card>
      <SumsCard title="By state" sums={path.states} all={all} width="span-4" />
      <SumsCard
        title="By thread"
        sums={path.threads}
        all={all}
        width="span-4"
      />
      <SumsCard title="By frame" sums={path.sites} all={all} width="span-4" />
    </>
  );
}

interface SumsCardProps {
  readonly title: string;
  readonly sums: readonly PathSum[];
  readonly all: number;
  readonly width: string;
}

function SumsCard({ title, sums, all, width }: SumsCardProps) {
  return (
    <Card title={title} class={width}>
      <DataTable
        caption={title}
        columns={sumColumns(all)}
        rows={sums}
        rowKey={(sum) => `${sum.thread ?? ""} ${sum.key ?? ""}`}
        empty="The window is empty."
        canCopy
      />
    </Card>
  );
}

function sumColumns(all: number): readonly Column<PathSum>[] {
  return [
    {
      key: "key",
      label: "What",
      value: (sum) => sum.key,
      show: (sum) =>
        sum.thread !== null ? (
          <NamedThread thread={sum.thread} name={sum.key} />
        ) : sum.key === null ? (
          <span class="muted">no stack recorded</span>
        ) : (
          <span class="ellipsis name" title={sum.key}>
            {sum.key}
          </span>
        ),
    },
    nanosColumn("total", "Total", (sum) => sum.totalNanos),
    {
      key: "share",
      label: "Of all",
      isNumber: true,
      value: (sum) => sum.totalNanos / all,
      show: (sum) => formatShare(sum.totalNanos / all),
    },
    countColumn("Times"),
  ];
}

const SEGMENT_COLUMNS: readonly Column<PathSegment>[] = [
  startColumn(),
  lengthColumn(),
  threadColumn(),
  { key: "state", label: "State", value: (row) => STATE_LABEL[row.state] },
  { key: "why", label: "Which", value: (row) => row.why },
  {
    key: "for",
    label: "For",
    value: waitedFor,
    show: (row) => (
      <span class="mono ellipsis name" title={waitedFor(row) ?? ""}>
        {waitedFor(row) ?? "–"}
      </span>
    ),
  },
  siteColumn(),
  {
    key: "leads",
    label: "Leads on",
    hint: "how the thread let that of the next segment go on",
    value: (row) => row.leadsBy,
    show: (row) => row.leadsBy ?? <span class="muted">same thread</span>,
  },
];

function waitedFor({ operation, subject }: PathSegment): string | null {
  return operation === null
    ? subject
    : subject === null
      ? operation
      : `${operation} ${subject}`;
}
