import { apiUrl, windowQuery } from "../api/client";
import type { Gc, GcCollection, GcPause, GcPhase, Safepoints } from "../api/gc";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Failure, Loading } from "../components/notice";
import {
  countColumn,
  lengthColumn,
  nanosColumn,
  startColumn,
} from "../components/table-cells";
import { formatBytes, formatCount, formatShare } from "../format/number";
import { formatDuration } from "../format/time";
import { whyMissing } from "../model/why-missing";
import { route } from "../url/router";
import type { Bytes, Nanos } from "../units";
import { AllocationCards } from "./allocation-cards";
import { shownOf } from "./annotation-parts";
import { UtilisationCards } from "./utilisation-cards";

/** What garbage collection, and other stops of the world, took from the program. */
export function GcPage({ facts }: { readonly facts: TraceFacts }) {
  const { window: range } = route.value;
  const { data, error } = useApi<Gc>(apiUrl("/api/gc", windowQuery(range)));
  const length: Nanos =
    range === null ? facts.durationNanos : range.to - range.from;
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>GC</h1>
        {data !== null && <span class="muted">{summaryOf(data, length)}</span>}
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="garbage collections" />
      ) : (
        <>
          <Cards gc={data} facts={facts} />
          <AllocationCards />
        </>
      )}
    </div>
  );
}

function summaryOf(gc: Gc, length: Nanos): string {
  const collector = gc.recorded.collector ?? "unknown collector";
  return gc.recorded.pauses
    ? `${collector} · ${formatCount(gc.pauseCount)} pauses, ${formatDuration(gc.pauseTotalNanos)} together, ${formatShare(gc.pauseTotalNanos / Math.max(1, length))} of the time`
    : `${collector} · pauses not recorded`;
}

interface CardsProps {
  readonly gc: Gc;
  readonly facts: TraceFacts;
}

function Cards({ gc, facts }: CardsProps) {
  const none = gc.recorded.pauses
    ? "No pause touches this window."
    : (whyMissing(facts, "gcPauses") ?? "GC pauses were not recorded.");
  return (
    <>
      {gc.recorded.pauses && <UtilisationCards recorded={gc.recorded} />}
      <Card
        title="Pauses"
        note={shownOf(gc.pauses.length, gc.pauseCount)}
        class="span-12"
      >
        <DataTable
          caption="GC pauses"
          columns={PAUSE_COLUMNS}
          rows={gc.pauses}
          rowKey={(row) => `${row.gcId} ${row.start}`}
          empty={none}
          canCopy
        />
      </Card>
      <Card
        title="Collections"
        note={shownOf(
          gc.collections.length,
          gc.collectionCount,
          "longest paused first",
        )}
        class="span-12"
      >
        <DataTable
          caption="Collections"
          columns={COLLECTION_COLUMNS}
          rows={gc.collections}
          rowKey={(row) => `${row.gcId} ${row.start}`}
          empty="No collection is recorded in this window."
          canCopy
        />
      </Card>
      <Card title="Phases of pauses" class="span-6">
        <DataTable
          caption="Phases of pauses"
          columns={PHASE_COLUMNS}
          rows={gc.phases}
          rowKey={(row) => `${row.depth} ${row.name}`}
          empty="No phase is recorded in this window."
          canCopy
        />
      </Card>
      <Card title="Stops of the world" class="span-6">
        <DataTable
          caption="Stops of the world"
          columns={SAFEPOINT_COLUMNS}
          rows={gc.safepoints}
          rowKey={(row) => row.operation}
          empty={
            gc.recorded.safepoints
              ? "The world was not stopped in this window."
              : "Safepoints were not recorded."
          }
          canCopy
        />
      </Card>
    </>
  );
}

function heapColumn<Row extends GcPause>(
  key: "heapBefore" | "heapAfter",
  label: string,
): Column<Row> {
  return {
    key,
    label,
    isNumber: true,
    value: (row) => row[key],
    show: (row) => <HeapSize bytes={row[key]} />,
  };
}

function HeapSize({ bytes }: { readonly bytes: Bytes | null }) {
  return bytes === null ? (
    <span class="muted" title="Not recorded">
      –
    </span>
  ) : (
    <>{formatBytes(bytes)}</>
  );
}

function commonColumns<Row extends GcPause>(
  name: string,
): readonly Column<Row>[] {
  return [
    startColumn(),
    { key: "name", label: name, value: (row) => row.name },
    { key: "cause", label: "Cause", value: (row) => row.cause },
    lengthColumn(),
    heapColumn("heapBefore", "Heap before"),
    heapColumn("heapAfter", "Heap after"),
    { key: "id", label: "GC", isNumber: true, value: (row) => row.gcId },
  ];
}

const PAUSE_COLUMNS: readonly Column<GcPause>[] = commonColumns("Pause");

const COLLECTION_COLUMNS: readonly Column<GcCollection>[] = [
  ...commonColumns<GcCollection>("Collection"),
  nanosColumn("pauses", "Paused", (row) => row.pausesNanos),
];

const PHASE_COLUMNS: readonly Column<GcPhase>[] = [
  {
    key: "name",
    label: "Phase",
    value: (row) => row.name,
    show: (row) => (
      <span style={{ paddingLeft: `${(row.depth - 1) * 12}px` }}>
        {row.name}
      </span>
    ),
  },
  countColumn("Times"),
  nanosColumn("total", "Total", (row) => row.totalNanos),
  nanosColumn("max", "Longest", (row) => row.maxNanos),
];

const SAFEPOINT_COLUMNS: readonly Column<Safepoints>[] = [
  { key: "operation", label: "For", value: (row) => row.operation },
  countColumn("Times"),
  nanosColumn("total", "Total", (row) => row.totalNanos),
  nanosColumn("max", "Longest", (row) => row.maxNanos),
  {
    ...nanosColumn<Safepoints>("reach", "To reach", (row) => row.reachNanos),
    hint: "Until all threads had stopped, together",
  },
  nanosColumn("maxReach", "Longest to reach", (row) => row.maxReachNanos),
];
