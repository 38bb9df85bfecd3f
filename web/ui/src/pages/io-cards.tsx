import { siteColumn, threadColumn } from "../components/thread-columns";
import { apiUrl, type Query } from "../api/client";
import type {
  IoDetail,
  IoKind,
  IoOperation,
  IoTarget,
  IoThread,
} from "../api/io";
import { PROFILE_WEIGHTS, type Profile } from "../api/profile";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { ProfileGraph, WeightSwitch } from "../components/flame/profile-panel";
import { Histogram } from "../components/histogram";
import { Failure, Loading } from "../components/notice";
import {
  lengthColumn,
  nanosColumn,
  startColumn,
} from "../components/table-cells";
import { formatBytes, formatCount } from "../format/number";
import type { Bytes } from "../units";
import { navigate, route } from "../url/router";
import { oneOf } from "../url/state";

interface IoCardsProps {
  /** Its key. */
  readonly target: string;
  /** Window and threads, as a query. */
  readonly threads: Query;
}

/** One host or file: kinds of operations, how long they took, in which stacks, the slowest, and by thread. */
export function IoCards({ target: key, threads }: IoCardsProps) {
  const { data, error } = useApi<IoDetail>(
    apiUrl("/api/io-target", { ...threads, key }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="operations" />;
  const name = data.target.target ?? "(no target recorded)";
  return (
    <>
      <Card title={name} note="by kind of operation" class="span-7">
        <DataTable
          caption="Kinds of operations"
          columns={KIND_COLUMNS}
          rows={data.kinds}
          rowKey={(row) => row.operation ?? ""}
          empty="No operation in this window."
          canCopy
        />
      </Card>
      <Card
        title="How long operations took"
        note="the part in the window; heights are logarithmic"
        class="span-5"
      >
        <Histogram buckets={data.buckets} of="operations" />
      </Card>
      <StacksCard target={data.target} threads={threads} />
      <Card title="Slowest operations" note="longest first" class="span-7">
        <DataTable
          caption="Slowest operations"
          columns={OPERATION_COLUMNS}
          rows={data.slowest}
          rowKey={(row) => row.index}
          empty="No operation in this window."
          canCopy
        />
      </Card>
      <Card title="By thread" note="most time first" class="span-5">
        <DataTable
          caption="Threads"
          columns={THREAD_COLUMNS}
          rows={data.threads}
          rowKey={(row) => row.thread}
          empty="No operation in this window."
          canCopy
        />
      </Card>
    </>
  );
}

function StacksCard({
  target,
  threads,
}: {
  readonly target: IoTarget;
  readonly threads: Query;
}) {
  const { focus, hide } = route.value;
  const weight = oneOf(PROFILE_WEIGHTS, route.value.weight) ?? "total";
  const { data, error } = useApi<Profile>(
    apiUrl("/api/profile", {
      ...threads,
      kind: target.state === "fileIo" ? "file" : "socket",
      target: target.key,
      weight,
      focus,
      hide,
    }),
  );
  return (
    <Card
      title="In which stacks"
      note="callers above callees; weight and filters are those of the page Blocking"
      class="span-12"
    >
      <div class="flame-bar">
        <WeightSwitch
          weight={weight}
          onChange={(to) => navigate({ weight: to })}
        />
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="stacks" />
      ) : (
        <ProfileGraph profile={data} />
      )}
    </Card>
  );
}

function BytesCell({ bytes }: { readonly bytes: Bytes }) {
  if (bytes === 0) return <span class="muted">–</span>;
  return (
    <span title={`${formatCount(bytes)} bytes`}>{formatBytes(bytes)}</span>
  );
}

function bytesColumn<Row extends { readonly bytes: Bytes }>(): Column<Row> {
  return {
    key: "bytes",
    label: "Bytes",
    isNumber: true,
    value: (row) => row.bytes,
    show: (row) => <BytesCell bytes={row.bytes} />,
  };
}

function operationsColumn<
  Row extends { readonly operations: number },
>(): Column<Row> {
  return {
    key: "operations",
    label: "Times",
    isNumber: true,
    value: (row) => row.operations,
    show: (row) => formatCount(row.operations),
  };
}

/** How often, how much and how long. */
export function amountColumns<
  Row extends IoTarget | IoKind,
>(): readonly Column<Row>[] {
  return [
    operationsColumn(),
    bytesColumn(),
    nanosColumn("total", "Total", (row) => row.totalNanos),
    nanosColumn("mean", "Mean", meanNanos),
    nanosColumn("p50", "p50", (row) => row.p50),
    nanosColumn("p99", "p99", (row) => row.p99),
    nanosColumn("max", "Longest", (row) => row.maxNanos),
  ];
}

function meanNanos({ totalNanos, operations }: IoTarget | IoKind): number {
  return operations === 0 ? 0 : Math.round(totalNanos / operations);
}

const KIND_COLUMNS: readonly Column<IoKind>[] = [
  {
    key: "operation",
    label: "Operation",
    value: (row) => row.operation ?? "(not recorded)",
  },
  ...amountColumns<IoKind>(),
];

const OPERATION_COLUMNS: readonly Column<IoOperation>[] = [
  startColumn(),
  lengthColumn(),
  { key: "operation", label: "How", value: (row) => row.operation },
  bytesColumn(),
  threadColumn(),
  siteColumn(),
];

const THREAD_COLUMNS: readonly Column<IoThread>[] = [
  threadColumn(),
  operationsColumn(),
  nanosColumn("total", "Total", (row) => row.totalNanos),
  nanosColumn("max", "Longest", (row) => row.maxNanos),
];
