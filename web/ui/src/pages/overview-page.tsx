import { apiUrl, windowQuery } from "../api/client";
import type {
  GroupRow,
  MonitorRow,
  Overview,
  Pause,
  TraceFacts,
} from "../api/types";
import { useApi } from "../api/use-api";
import { AreaChart } from "../components/area-chart";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Legend } from "../components/legend";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { StateBar } from "../components/state-bar";
import { Duration, stateColumn, When } from "../components/table-cells";
import { formatCount } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";
import { navigate, pageState, route } from "../url/router";
import { timelineAt } from "../url/timeline-at";
import { EventTypesCard } from "./event-types-card";
import { whyMissing } from "../model/why-missing";
import { FactsLine } from "./facts-line";
import { FindingsCard } from "./findings-card";
import { LossCard } from "./loss-card";
import { NumberCards } from "./number-cards";

const BUCKETS = 240;

/** What happened in this trace, on one page. */
export function OverviewPage({ facts }: { readonly facts: TraceFacts }) {
  const range = route.value.window;
  const { data, error } = useApi<Overview>(
    apiUrl("/api/overview", { ...windowQuery(range), buckets: BUCKETS }),
  );
  return (
    <div class="page-grid">
      <FactsLine facts={facts} />
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="overview" />
      ) : (
        <OverviewBody overview={data} facts={facts} />
      )}
      <EventTypesCard types={facts.eventTypes} />
    </div>
  );
}

function OverviewBody({
  overview,
  facts,
}: {
  readonly overview: Overview;
  readonly facts: TraceFacts;
}) {
  const shown = { from: overview.from, to: overview.to };
  return (
    <>
      <NumberCards numbers={overview.numbers} />
      <Card
        title="Threads by state"
        note={`mean count per ${formatDuration(overview.statesOverTime.bucketNanos)}; drag to open the timeline there`}
        class="span-8"
      >
        <Legend />
        <AreaChart
          range={shown}
          states={overview.statesOverTime}
          onSelect={(window) =>
            navigate(pageState(timelineAt(window, { window })))
          }
        />
      </Card>
      <FindingsCard />
      <Card
        title="Thread groups"
        note={
          <>
            by name pattern, most running time first ·{" "}
            <Link to={{ page: "threads" }}>
              all {formatCount(overview.groupCount)}
            </Link>
          </>
        }
        class="span-7"
      >
        <DataTable
          caption="Thread groups"
          columns={GROUP_COLUMNS}
          rows={overview.groups}
          rowKey={(group) => group.key}
          empty="No thread was alive in this window."
          canCopy
        />
      </Card>
      <Card title="Longest GC pauses" class="span-5">
        <DataTable
          caption="Longest GC pauses"
          columns={PAUSE_COLUMNS}
          rows={overview.pauses}
          rowKey={(pause) => `${pause.start} ${pause.name}`}
          empty={
            whyMissing(facts, "gcPauses") ??
            (overview.numbers.maxPauseNanos === null
              ? "GC pauses were not recorded."
              : "No GC pause in this window.")
          }
          canCopy
        />
      </Card>
      <Card
        title="Top monitors"
        note="locks that threads were blocked on"
        class="span-7"
      >
        <DataTable
          caption="Top monitors"
          columns={MONITOR_COLUMNS}
          rows={overview.topMonitors}
          rowKey={(monitor) => monitor.lock}
          empty={
            whyMissing(facts, "monitors") ??
            "No thread was blocked on a monitor in this window."
          }
          canCopy
        />
      </Card>
      <LossCard facts={facts} />
    </>
  );
}

const GROUP_COLUMNS: readonly Column<GroupRow>[] = [
  {
    key: "group",
    label: "Group",
    value: (group) => group.key,
    show: (group) => (
      <Link
        to={{ page: "group", by: "name", group: group.key }}
        class="mono ellipsis name"
        title={group.key}
      >
        {group.key}
      </Link>
    ),
  },
  {
    key: "count",
    label: "Threads",
    isNumber: true,
    value: (group) => group.count,
    show: (group) => formatCount(group.count),
  },
  {
    key: "bar",
    label: "Time by state",
    width: "32%",
    show: (group) => <StateBar states={group.states} />,
  },
  stateColumn("running", (group) => group.states),
  stateColumn("blocked", (group) => group.states),
  stateColumn("socketIo", (group) => group.states),
];

const PAUSE_COLUMNS: readonly Column<Pause>[] = [
  {
    key: "at",
    label: "At",
    value: (pause) => pause.start,
    show: (pause) => (
      <When
        range={{ from: pause.start, to: pause.end }}
        text={formatInstant(pause.start)}
      />
    ),
  },
  { key: "name", label: "Pause", value: (pause) => pause.name },
  { key: "cause", label: "Cause", value: (pause) => pause.cause },
  {
    key: "duration",
    label: "Length",
    isNumber: true,
    value: (pause) => pause.end - pause.start,
    show: (pause) => <Duration nanos={pause.end - pause.start} />,
  },
];

const MONITOR_COLUMNS: readonly Column<MonitorRow>[] = [
  {
    key: "lock",
    label: "Lock class",
    value: (monitor) => monitor.lock,
    show: (monitor) => (
      <span class="mono ellipsis name" title={monitor.lock}>
        {monitor.lock}
      </span>
    ),
  },
  {
    key: "waits",
    label: "Waits",
    isNumber: true,
    value: (monitor) => monitor.waits,
    show: (monitor) => formatCount(monitor.waits),
  },
  {
    key: "total",
    label: "Total",
    isNumber: true,
    value: (monitor) => monitor.totalNanos,
    show: (monitor) => <Duration nanos={monitor.totalNanos} />,
  },
  {
    key: "max",
    label: "Longest",
    isNumber: true,
    value: (monitor) => monitor.maxNanos,
    show: (monitor) => <Duration nanos={monitor.maxNanos} />,
  },
];
