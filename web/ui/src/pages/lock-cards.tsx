import { siteColumn, threadColumn } from "../components/thread-columns";
import { apiUrl, windowQuery } from "../api/client";
import type {
  HandOver,
  LockDetail,
  LockOwner,
  LockStack,
  LockWait,
} from "../api/locks";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { FoldedStack, stackText } from "../components/folded-stack";
import { NamedThread } from "../components/named-thread";
import { Failure, Loading } from "../components/notice";
import { StepChart } from "../components/step-chart";
import {
  lengthColumn,
  nanosColumn,
  startColumn,
} from "../components/table-cells";
import { formatCount } from "../format/number";
import type { Nanos, ThreadId } from "../units";
import { route } from "../url/router";

interface LockCardsProps {
  readonly facts: TraceFacts;
  /** Its key. */
  readonly lock: string;
}

/** One lock or class: its queue, who let go of it, where threads waited, and the longest waits. */
export function LockCards({ facts, lock: key }: LockCardsProps) {
  const range = route.value.window ?? { from: 0, to: facts.durationNanos };
  const { data, error } = useApi<LockDetail>(
    apiUrl("/api/lock", { ...windowQuery(route.value.window), key }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="lock" />;
  const { lock, address, state } = data.lock;
  return (
    <>
      <Card
        title={lock ?? "(lock not recorded)"}
        note={`${address === null ? "" : `${address} · `}threads that waited at once, the most of each bucket`}
        class="span-12"
      >
        <StepChart
          range={range}
          bucketNanos={data.bucketNanos}
          lines={[{ label: "waiting", colour: state, values: data.queue }]}
          level={null}
        />
      </Card>
      <Card
        title="Waited until"
        note="let go of the lock, or woke the thread"
        class="span-5"
      >
        <DataTable
          caption="Owners"
          columns={OWNER_COLUMNS}
          rows={data.owners}
          rowKey={(row) => row.owner ?? -1}
          empty="No wait in this window."
          canCopy
        />
      </Card>
      <Card title="Who waited for whom" note="most time first" class="span-7">
        <DataTable
          caption="Hand-overs"
          columns={PAIR_COLUMNS}
          rows={data.handOvers}
          rowKey={(row) => `${row.waiter} ${row.owner}`}
          empty="No wait in this window."
          canCopy
        />
      </Card>
      <Card title="Where threads waited" class="span-5">
        <DataTable
          caption="Stacks of waits"
          columns={STACK_COLUMNS}
          rows={data.stacks}
          rowKey={(row) => stackText(row.stack)}
          empty="No wait in this window."
          canCopy
        />
      </Card>
      <Card
        title="Longest waits"
        note="whole even where the window cuts them"
        class="span-7"
      >
        <DataTable
          caption="Longest waits"
          columns={WAIT_COLUMNS}
          rows={data.waits}
          rowKey={(row) => row.index}
          empty="No wait in this window."
          canCopy
        />
      </Card>
    </>
  );
}

interface Waited {
  readonly waits: number;
  readonly totalNanos: Nanos;
  readonly maxNanos: Nanos;
}

function waitedColumns<Row extends Waited>(): readonly Column<Row>[] {
  return [
    {
      key: "waits",
      label: "Waits",
      isNumber: true,
      value: (row) => row.waits,
      show: (row) => formatCount(row.waits),
    },
    nanosColumn("total", "Total", (row) => row.totalNanos),
    nanosColumn("max", "Longest", (row) => row.maxNanos),
  ];
}

function ownerColumn<
  Row extends {
    readonly owner: ThreadId | null;
    readonly ownerName: string | null;
  },
>(label: string): Column<Row> {
  return {
    key: "owner",
    label,
    value: (row) => row.ownerName ?? "unknown",
    show: (row) => <NamedThread thread={row.owner} name={row.ownerName} />,
  };
}

const OWNER_COLUMNS: readonly Column<LockOwner>[] = [
  ownerColumn("Thread"),
  ...waitedColumns<LockOwner>(),
];

const PAIR_COLUMNS: readonly Column<HandOver>[] = [
  {
    key: "waiter",
    label: "Waiter",
    value: (row) => row.waiterName,
    show: (row) => <NamedThread thread={row.waiter} name={row.waiterName} />,
  },
  ownerColumn("Waited for"),
  ...waitedColumns<HandOver>(),
];

const STACK_COLUMNS: readonly Column<LockStack>[] = [
  {
    key: "stack",
    label: "Stack",
    value: (row) => stackText(row.stack),
    show: (row) => <FoldedStack frames={row.stack} />,
  },
  ...waitedColumns<LockStack>(),
];

const WAIT_COLUMNS: readonly Column<LockWait>[] = [
  startColumn(),
  lengthColumn("Wait"),
  threadColumn(),
  ownerColumn("Waited for"),
  siteColumn(),
];
