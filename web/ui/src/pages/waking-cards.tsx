import { useState } from "preact/hooks";
import type {
  CrowdedStretch,
  QueueRow,
  Starvation,
  WakerRow,
} from "../api/scheduling";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { NamedThread } from "../components/named-thread";
import {
  countColumn,
  lengthColumn,
  nanosColumn,
  startColumn,
  When,
} from "../components/table-cells";
import { formatCount } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";

/** Who made whom go on, by group. */
export function WakersCard({
  wakers,
}: {
  readonly wakers: readonly WakerRow[];
}) {
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const rows =
    wanted === ""
      ? wakers
      : wakers.filter(({ waker, woken, kind }) =>
          `${waker} ${woken} ${kind}`.toLowerCase().includes(wanted),
        );
  return (
    <Card title="Who wakes whom" note="most often first" class="span-7">
      <input
        class="filter"
        type="search"
        placeholder="Filter wakers"
        aria-label="Filter wakers"
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <DataTable
        caption="Who wakes whom"
        columns={WAKER_COLUMNS}
        rows={rows}
        rowKey={(row) => `${row.waker} ${row.woken} ${row.kind}`}
        empty={
          wakers.length === 0
            ? "No waker was recorded. The agent records them (option hooks=on)."
            : "No row matches the filter."
        }
        canCopy
      />
    </Card>
  );
}

const name = (text: string) => (
  <span class="mono ellipsis name" title={text}>
    {text}
  </span>
);

const WAKER_COLUMNS: readonly Column<WakerRow>[] = [
  {
    key: "waker",
    label: "Waker",
    value: (row) => row.waker,
    show: (row) => name(row.waker),
  },
  {
    key: "woken",
    label: "Woken",
    value: (row) => row.woken,
    show: (row) => name(row.woken),
  },
  { key: "kind", label: "How", value: (row) => row.kind },
  countColumn("Times"),
  nanosColumn("runnable", "Then runnable", (row) => row.runnableNanos),
  nanosColumn("max", "Longest", (row) => row.maxRunnableNanos),
];

/** How long tasks waited in the queues of executors. */
export function QueuesCard({
  queues,
}: {
  readonly queues: readonly QueueRow[] | null;
}) {
  return (
    <Card title="Executor queues" note="from submit to start" class="span-5">
      <DataTable
        caption="Time in the queues of executors"
        columns={QUEUE_COLUMNS}
        rows={queues ?? []}
        rowKey={(queue) => queue.executor}
        empty={
          queues === null
            ? "Not recorded. The agent records the start of tasks (option hooks=on)."
            : "No task of an executor started in this window."
        }
        canCopy
      />
    </Card>
  );
}

const QUEUE_COLUMNS: readonly Column<QueueRow>[] = [
  {
    key: "executor",
    label: "Executor",
    value: (queue) => queue.executor,
    show: (queue) => name(queue.executor),
  },
  countColumn("Tasks"),
  nanosColumn("p50", "p50", (queue) => queue.p50),
  nanosColumn("p99", "p99", (queue) => queue.p99),
  {
    key: "max",
    label: "Longest",
    isNumber: true,
    value: (queue) => queue.maxNanos,
    show: ({ maxNanos, worst }) => (
      <When
        range={{
          from: Math.max(0, worst.nanos - worst.queuedNanos),
          to: worst.nanos,
        }}
        thread={worst.worker ?? undefined}
        text={formatDuration(maxNanos)}
      />
    ),
  },
  {
    key: "size",
    label: "Longest queue",
    isNumber: true,
    value: (queue) => queue.maxQueueSize,
    show: (queue) => formatCount(queue.maxQueueSize),
  },
  {
    key: "submitter",
    label: "Worst from",
    value: (queue) => queue.worst.submitterName,
    show: ({ worst }) => (
      <NamedThread
        thread={worst.submitter}
        name={worst.submitterName}
        nanos={Math.max(0, worst.nanos - worst.queuedNanos)}
      />
    ),
  },
];

/** Stretches in which more threads wanted to run than there are processors, and the container's throttling. */
export function StarvationCard({
  starvation,
}: {
  readonly starvation: Starvation;
}) {
  const { throttledNanos, throttled, stretches } = starvation;
  const throttling =
    throttledNanos === null
      ? "throttling of the container not recorded"
      : `throttled by the container for ${formatDuration(throttledNanos)}`;
  return (
    <Card
      title="More threads than processors"
      note={throttling}
      class="span-12"
    >
      <DataTable
        caption="Stretches with more runnable threads than processors"
        columns={STRETCH_COLUMNS}
        rows={stretches ?? []}
        rowKey={(stretch) => stretch.start}
        empty={
          stretches === null
            ? "Not recorded: it is not known when threads were runnable."
            : "There were never more threads ready than processors."
        }
        canCopy
      />
      {throttled.length > 0 && (
        <DataTable
          caption="Throttling of the container"
          columns={THROTTLE_COLUMNS}
          rows={throttled}
          rowKey={([start]) => start}
          empty=""
          canCopy
        />
      )}
    </Card>
  );
}

const STRETCH_COLUMNS: readonly Column<CrowdedStretch>[] = [
  startColumn(),
  lengthColumn(),
  {
    key: "runnable",
    label: "Runnable at most",
    isNumber: true,
    value: (stretch) => stretch.maxRunnable,
    show: (stretch) => formatCount(stretch.maxRunnable),
  },
];

const THROTTLE_COLUMNS: readonly Column<Starvation["throttled"][number]>[] = [
  {
    key: "at",
    label: "Between",
    value: ([start]) => start,
    show: ([start, end]) => (
      <When range={{ from: start, to: end }} text={formatInstant(start)} />
    ),
  },
  nanosColumn("throttled", "Throttled", ([, , nanos]) => nanos),
];
