import type {
  LatencyGroup,
  LatencyStack,
  LatencyWait,
  SchedulerLatency,
} from "../api/scheduling";
import { threadColumn } from "../components/thread-columns";
import { Card, NumberCard } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { FoldedStack, stackText } from "../components/folded-stack";
import { Histogram } from "../components/histogram";
import { Link } from "../components/link";
import { NamedThread } from "../components/named-thread";
import { Empty } from "../components/notice";
import { StepChart } from "../components/step-chart";
import {
  countColumn,
  lengthColumn,
  nanosColumn,
  startColumn,
} from "../components/table-cells";
import { formatCount } from "../format/number";
import { formatDuration } from "../format/time";
import { route } from "../url/router";
import type { Nanos, TimeRange } from "../units";

interface LatencyProps {
  readonly latency: SchedulerLatency | null;
  readonly processors: number | null;
  readonly range: TimeRange;
}

/** Scheduler latency: from the moment a thread could run to the moment it did. */
export function LatencyCards({ latency, processors, range }: LatencyProps) {
  if (latency === null) {
    return (
      <Card title="Scheduler latency" class="span-12">
        <Empty>
          Not recorded. The agent records it of virtual threads (JDK 21 or
          newer, option hooks=on), and of platform threads with cpu=perf.
        </Empty>
      </Card>
    );
  }
  return (
    <>
      <LatencyNumbers latency={latency} />
      <Card
        title="Scheduler latency"
        note="from ready to running; heights are logarithmic"
        class="span-6"
      >
        <Histogram buckets={latency.buckets} />
      </Card>
      <Card title="Runnable and running threads" note="mean" class="span-6">
        <StepChart
          range={range}
          bucketNanos={latency.overTime.bucketNanos}
          lines={[
            {
              label: "runnable",
              colour: "runnable",
              values: latency.overTime.meanRunnable,
            },
            {
              label: "running",
              colour: "running",
              values: latency.overTime.meanRunning,
            },
          ]}
          level={
            processors === null
              ? null
              : { label: `${processors} processors`, value: processors }
          }
        />
      </Card>
      <Card title="By group" note="longest total first" class="span-6">
        <DataTable
          caption="Scheduler latency by group"
          columns={GROUP_COLUMNS}
          rows={latency.groups}
          rowKey={(group) => group.key}
          empty="No thread was runnable in this window."
          canCopy
        />
      </Card>
      <Card title="Longest waits for a carrier or processor" class="span-6">
        <DataTable
          caption="Longest scheduler latencies"
          columns={WAIT_COLUMNS}
          rows={latency.worst}
          rowKey={(wait) => `${wait.thread} ${wait.start}`}
          empty="No thread was runnable in this window."
          canCopy
        />
      </Card>
      <Card
        title="By what they had waited for"
        note="stack of the wait before"
        class="span-12"
      >
        <DataTable
          caption="Scheduler latency by stack"
          columns={STACK_COLUMNS}
          rows={latency.stacks}
          rowKey={(row) => stackText(row.stack)}
          empty="No thread was runnable in this window."
          canCopy
        />
      </Card>
    </>
  );
}

const duration = (nanos: Nanos | null) =>
  nanos === null ? "–" : formatDuration(nanos);

function LatencyNumbers({ latency }: { readonly latency: SchedulerLatency }) {
  const numbers: readonly [string, string, string][] = [
    ["Times runnable", `${formatCount(latency.count)} times`, ""],
    ["Total", formatDuration(latency.totalNanos), "of thread time"],
    ["Median", duration(latency.p50), "p50"],
    ["90 of 100 within", duration(latency.p90), "p90"],
    ["99 of 100 within", duration(latency.p99), "p99"],
    ["Longest", formatDuration(latency.maxNanos), ""],
  ];
  return (
    <>
      {numbers.map(([label, value, note]) => (
        <NumberCard
          key={label}
          label={label}
          value={value}
          note={note}
          colour="runnable"
        />
      ))}
    </>
  );
}

const GROUP_COLUMNS: readonly Column<LatencyGroup>[] = [
  {
    key: "group",
    label: "Group",
    value: (group) => group.key,
    show: (group) => (
      <Link
        to={{ page: "group", by: route.value.by, group: group.key }}
        class="mono ellipsis name"
        title={group.key}
      >
        {group.key}
      </Link>
    ),
  },
  countColumn("Times"),
  nanosColumn("total", "Total", (group) => group.totalNanos),
  nanosColumn("p50", "p50", (group) => group.p50),
  nanosColumn("p99", "p99", (group) => group.p99),
  nanosColumn("max", "Longest", (group) => group.maxNanos),
];

const WAIT_COLUMNS: readonly Column<LatencyWait>[] = [
  startColumn(),
  threadColumn(),
  lengthColumn("Runnable for"),
  {
    key: "waker",
    label: "Woken by",
    value: (wait) => wait.wakerName,
    show: (wait) => (
      <NamedThread
        thread={wait.waker}
        name={wait.wakerName}
        nanos={wait.start}
      />
    ),
  },
  {
    key: "carrier",
    label: "Then on",
    value: (wait) => wait.carrierName,
    show: (wait) => (
      <NamedThread
        thread={wait.carrier}
        name={wait.carrierName}
        nanos={wait.end}
      />
    ),
  },
];

const STACK_COLUMNS: readonly Column<LatencyStack>[] = [
  {
    key: "stack",
    label: "Stack",
    width: "50%",
    value: (row) => stackText(row.stack),
    show: (row) => <FoldedStack frames={row.stack} />,
  },
  countColumn("Times"),
  nanosColumn("total", "Total runnable", (row) => row.totalNanos),
  nanosColumn("max", "Longest", (row) => row.maxNanos),
];
