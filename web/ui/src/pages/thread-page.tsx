import { whyMissing } from "../model/why-missing";
import { apiUrl, windowQuery } from "../api/client";
import type {
  Span,
  ThreadDetail,
  TraceFacts,
  WaitRow,
  WakeRow,
} from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Link } from "../components/link";
import { Empty, Failure, Loading } from "../components/notice";
import { Stack } from "../components/stack";
import { StateShares } from "../components/state-shares";
import { Swatch } from "../components/legend";
import { Duration, When } from "../components/table-cells";
import { formatBytes, formatCount } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";
import { isStateKey, stateLabel } from "../model/states";
import { ThreadStrip } from "../timeline/thread-strip";
import { route } from "../url/router";

/** Everything the trace knows about one thread. */
export function ThreadPage({ facts }: { readonly facts: TraceFacts }) {
  const { thread, window: range } = route.value;
  const { data, error } = useApi<ThreadDetail>(
    thread === null
      ? null
      : apiUrl("/api/thread", { id: thread, ...windowQuery(range) }),
  );
  if (thread === null) return <Empty>This address names no thread.</Empty>;
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="thread" />;
  return (
    <div class="page-body">
      <ThreadHead detail={data} />
      <Card title="Timeline" note="drag to open the timeline there">
        <ThreadStrip
          thread={data.id}
          range={range ?? { from: 0, to: facts.durationNanos }}
        />
      </Card>
      <Card title="Time by state">
        <StateShares states={data.states} />
      </Card>
      <div class="page-grid page-grid-nested">
        <Card
          title="Longest waits"
          note="each leads to its place on the timeline"
          class="span-7"
        >
          <DataTable
            caption="Longest waits"
            columns={LONGEST_COLUMNS}
            rows={data.longest}
            rowKey={(span) => span.index}
            empty="This thread was not seen waiting."
            canCopy
          />
        </Card>
        <Card title="What it waited for" class="span-5">
          <DataTable
            caption="What it waited for"
            columns={WAIT_COLUMNS}
            rows={data.waits}
            rowKey={(wait) => `${wait.state} ${wait.operation} ${wait.subject}`}
            empty="This thread was not seen waiting."
            canCopy
          />
        </Card>
        <WakeCard
          title="Who woke it"
          rows={data.wokenBy}
          empty={
            whyMissing(facts, "wakers") ?? "Nobody was seen waking this thread."
          }
        />
        <WakeCard
          title="Whom it woke"
          rows={data.woke}
          empty="It was not seen waking another thread."
        />
        <Card title="Started by" class="span-6">
          {data.startStack !== null && data.startStack.length > 0 ? (
            <Stack frames={data.startStack} />
          ) : (
            <Empty>
              {data.startSeen
                ? "Its start has no stack in the recording."
                : "It was started before the recording."}
            </Empty>
          )}
        </Card>
        <Card title="Hottest frames" note={samplesNote(data)} class="span-6">
          <DataTable
            caption="Hottest frames"
            columns={FRAME_COLUMNS}
            rows={data.topFrames}
            rowKey={(frame) => frame.frame}
            empty={
              whyMissing(facts, "samples") ??
              "No sample caught this thread running in this window."
            }
            canCopy
          />
        </Card>
      </div>
    </div>
  );
}

function samplesNote({ samples }: ThreadDetail): string {
  const parts = [
    samples.cpu > 0 && `${formatCount(samples.cpu)} CPU-time samples`,
    samples.execution > 0 &&
      `${formatCount(samples.execution)} execution samples`,
    samples.native > 0 && `${formatCount(samples.native)} native samples`,
    samples.allocation > 0 &&
      `${formatCount(samples.allocation)} allocation samples, about ${formatBytes(samples.allocatedBytes)}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

function ThreadHead({ detail }: { readonly detail: ThreadDetail }) {
  const started = detail.startSeen
    ? `started at ${formatInstant(detail.start)}`
    : "alive when the trace began";
  const ended = detail.endSeen
    ? `ended at ${formatInstant(detail.end)}`
    : "still alive at its end";
  const facts = [
    `${detail.kind === "jvm" ? "JVM" : detail.kind} thread`,
    detail.javaId !== null && detail.javaId > 0 && `Java id ${detail.javaId}`,
    detail.osId !== null && detail.osId > 0 && `OS id ${detail.osId}`,
    detail.group !== null && detail.group !== "" && `group ${detail.group}`,
    started,
    ended,
    `${formatCount(detail.spanCount)} spans`,
  ].filter(Boolean);
  return (
    <div class="page-head">
      <nav class="crumbs" aria-label="Breadcrumbs">
        <Link to={{ page: "threads" }}>Threads</Link>{" "}
        <span aria-hidden="true">›</span>
      </nav>
      <h1 class="mono ellipsis" title={detail.name}>
        {detail.name}
      </h1>
      <span class="muted">
        {facts.join(" · ")}
        {detail.parent !== null && (
          <>
            {" "}
            · started by{" "}
            <Link to={{ page: "thread", thread: detail.parent }}>
              {detail.parentName ?? `#${detail.parent}`}
            </Link>
          </>
        )}
      </span>
    </div>
  );
}

const LONGEST_COLUMNS: readonly Column<Span>[] = [
  {
    key: "at",
    label: "At",
    value: (span) => span.start,
    show: (span) => (
      <When
        range={{ from: span.start, to: span.end }}
        thread={span.thread}
        text={formatInstant(span.start)}
      />
    ),
  },
  {
    key: "state",
    label: "State",
    value: (span) => stateLabel(span.state),
    show: (span) => <StateName state={span.state} />,
  },
  {
    key: "subject",
    label: "On",
    value: (span) => span.subject ?? span.operation,
    show: (span) => (
      <span class="mono ellipsis name" title={span.subject ?? undefined}>
        {span.subject ?? span.operation ?? "–"}
      </span>
    ),
  },
  {
    key: "length",
    label: "Length",
    isNumber: true,
    value: (span) => span.end - span.start,
    show: (span) => <Duration nanos={span.end - span.start} />,
  },
];

function StateName({ state }: { readonly state: string }) {
  return (
    <span class="state-name">
      {isStateKey(state) && <Swatch of={state} />}
      {stateLabel(state)}
    </span>
  );
}

const WAIT_COLUMNS: readonly Column<WaitRow>[] = [
  {
    key: "what",
    label: "What",
    value: (wait) => [wait.operation, wait.subject].filter(Boolean).join(" "),
    show: (wait) => (
      <span class="state-name ellipsis name" title={wait.subject ?? undefined}>
        {isStateKey(wait.state) && <Swatch of={wait.state} />}
        {wait.operation ?? stateLabel(wait.state)}{" "}
        <span class="mono">{wait.subject}</span>
      </span>
    ),
  },
  {
    key: "count",
    label: "Count",
    isNumber: true,
    value: (wait) => wait.count,
    show: (wait) => formatCount(wait.count),
  },
  {
    key: "total",
    label: "Total",
    isNumber: true,
    value: (wait) => wait.totalNanos,
    show: (wait) => <Duration nanos={wait.totalNanos} />,
  },
  {
    key: "max",
    label: "Longest",
    isNumber: true,
    value: (wait) => wait.maxNanos,
    show: (wait) => formatDuration(wait.maxNanos),
  },
];

interface WakeCardProps {
  readonly title: string;
  readonly rows: readonly WakeRow[];
  readonly empty: string;
}

function WakeCard({ title, rows, empty }: WakeCardProps) {
  return (
    <Card title={title} class="span-6">
      <DataTable
        caption={title}
        columns={WAKE_COLUMNS}
        rows={rows}
        rowKey={(row) => `${row.thread} ${row.kind}`}
        empty={empty}
        canCopy
      />
    </Card>
  );
}

const WAKE_COLUMNS: readonly Column<WakeRow>[] = [
  {
    key: "name",
    label: "Thread",
    value: (row) => row.name,
    show: (row) => (
      <Link
        to={{ page: "thread", thread: row.thread }}
        class="mono ellipsis name"
        title={row.name}
      >
        {row.name}
      </Link>
    ),
  },
  { key: "kind", label: "How", value: (row) => row.kind },
  {
    key: "count",
    label: "Times",
    isNumber: true,
    value: (row) => row.count,
    show: (row) => formatCount(row.count),
  },
];

const FRAME_COLUMNS: readonly Column<ThreadDetail["topFrames"][number]>[] = [
  {
    key: "frame",
    label: "Frame",
    value: (row) => row.frame,
    show: (row) => (
      <span class="mono ellipsis name" title={row.frame}>
        {row.frame}
      </span>
    ),
  },
  {
    key: "count",
    label: "Samples",
    isNumber: true,
    value: (row) => row.count,
    show: (row) => formatCount(row.count),
  },
];
