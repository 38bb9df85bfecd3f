import { apiUrl, windowQuery } from "../api/client";
import type { LockRow, Locks } from "../api/locks";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { nanosColumn } from "../components/table-cells";
import { Tabs } from "../components/tabs";
import { formatCount } from "../format/number";
import { STATE_LABEL } from "../model/states";
import { whyMissing } from "../model/why-missing";
import { navigate, route } from "../url/router";
import { oneOf } from "../url/state";
import { LockCards } from "./lock-cards";
import { WaitGraphCards } from "./wait-graph-card";

const LISTED = 500;

const LOCK_KINDS = ["lock", "class"] as const;

/** Which locks threads waited for, and of the chosen one who waited for whom. */
export function LocksPage({ facts }: { readonly facts: TraceFacts }) {
  const { window: range, kind, type } = route.value;
  const by = oneOf(LOCK_KINDS, kind) ?? "lock";
  const { data, error } = useApi<Locks>(
    apiUrl("/api/locks", { ...windowQuery(range), by, limit: LISTED }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="locks" />;
  const chosen = type ?? data.locks.at(0)?.key;
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Locks</h1>
        <span class="muted">
          monitors, conditions and what threads parked on
        </span>
        <Tabs
          label="Told apart by"
          tabs={[
            { key: "lock", label: "By lock" },
            { key: "class", label: "By class" },
          ]}
          chosen={by}
          onChoose={(key) => navigate({ kind: key, type: null })}
        />
      </div>
      <Card title="Waited for" note={headNote(data)} class="span-12">
        <DataTable
          caption="Locks"
          columns={by === "lock" ? LOCK_COLUMNS : CLASS_COLUMNS}
          rows={data.locks}
          rowKey={(row) => row.key}
          empty={
            whyMissing(facts, "monitors") ??
            "No thread waited for a lock in this window."
          }
          canCopy
        />
      </Card>
      <WaitGraphCards facts={facts} />
      {chosen !== undefined && <LockCards facts={facts} lock={chosen} />}
    </div>
  );
}

function headNote({ locks, count }: Locks): string {
  const shown =
    locks.length < count
      ? ` · ${formatCount(locks.length)} of ${formatCount(count)}`
      : "";
  return `monitors first, then most time${shown}`;
}

function lockName({ lock }: LockRow): string {
  return lock ?? "(not recorded)";
}

const NAME: Column<LockRow> = {
  key: "lock",
  label: "Lock",
  value: lockName,
  show: (row) => (
    <Link
      to={{ page: "locks", kind: route.value.kind, type: row.key }}
      class="mono ellipsis name wide"
      title={lockName(row)}
    >
      {lockName(row)}
    </Link>
  ),
};

const ADDRESS: Column<LockRow> = {
  key: "address",
  label: "Address",
  hint: "Where it was in memory; a garbage collection may move what threads park on",
  value: (row) => row.address,
  show: (row) =>
    row.address === null ? (
      <span class="muted">not recorded</span>
    ) : (
      <span class="mono">{row.address}</span>
    ),
};

const CLASS_COLUMNS: readonly Column<LockRow>[] = [
  NAME,
  {
    key: "state",
    label: "Threads were",
    value: (row) => STATE_LABEL[row.state],
  },
  {
    key: "waits",
    label: "Waits",
    isNumber: true,
    value: (row) => row.waits,
    show: (row) => formatCount(row.waits),
  },
  nanosColumn("total", "Total", (row) => row.totalNanos),
  nanosColumn("max", "Longest", (row) => row.maxNanos),
  nanosColumn("mean", "Mean", meanNanos),
  {
    key: "queue",
    label: "Longest queue",
    isNumber: true,
    hint: "How many threads waited at once",
    value: (row) => row.maxQueue,
    show: (row) => formatCount(row.maxQueue),
  },
];

const LOCK_COLUMNS = [NAME, ADDRESS, ...CLASS_COLUMNS.slice(1)];

function meanNanos({ totalNanos, waits }: LockRow): number {
  return waits === 0 ? 0 : Math.round(totalNanos / waits);
}
