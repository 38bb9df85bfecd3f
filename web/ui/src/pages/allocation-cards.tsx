import type {
  Allocations,
  AllocationStall,
  ClassAllocations,
  ThreadAllocations,
} from "../api/allocations";
import { apiUrl, windowQuery } from "../api/client";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { shortName } from "../components/flame/amounts";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { lengthColumn, startColumn } from "../components/table-cells";
import { siteColumn, threadColumn } from "../components/thread-columns";
import { formatBytes, formatCount } from "../format/number";
import { literally } from "../format/pattern";
import { formatDuration } from "../format/time";
import type { Bytes } from "../units";
import { navigate, route } from "../url/router";
import { shownOf } from "./annotation-parts";

/** Who allocated what, and who waited for memory. */
export function AllocationCards() {
  const { data, error } = useApi<Allocations>(
    apiUrl("/api/allocations", windowQuery(route.value.window)),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="allocations" />;
  return (
    <>
      {data.stalls.count > 0 && <Stalls stalls={data.stalls} />}
      <Head allocations={data} />
      <Card
        title="Allocated by thread"
        note={shownOf(data.threads.length, data.threadCount, "most first")}
        class="span-6"
      >
        <DataTable
          caption="Allocation by thread"
          columns={THREAD_COLUMNS}
          rows={data.threads.filter(({ name, site }) => isWanted(name, site))}
          rowKey={({ thread }) => thread ?? -1}
          empty={whyNone(data)}
          canCopy
        />
      </Card>
      <Card
        title="Allocated by class"
        note={shownOf(data.classes.length, data.classCount, "most first")}
        class="span-6"
      >
        <DataTable
          caption="Allocation by class"
          columns={CLASS_COLUMNS}
          rows={data.classes.filter((row) => isWanted(row.class, row.site))}
          rowKey={(row) => row.class ?? ""}
          empty={whyNone(data)}
          canCopy
        />
      </Card>
    </>
  );
}

function whyNone({ recorded, samples }: Allocations): string {
  if (!recorded)
    return "Not recorded: the recording has no jdk.ObjectAllocationSample.";
  return samples === 0
    ? "Nothing was sampled in this window."
    : "Nothing matches the filter.";
}

function isWanted(...texts: readonly (string | null)[]): boolean {
  const wanted = route.value.query.trim().toLowerCase();
  return (
    texts.some(
      (text) => text !== null && text.toLowerCase().includes(wanted),
    ) || wanted === ""
  );
}

function Head({ allocations }: { readonly allocations: Allocations }) {
  const { samples, sampledBytes, estimatedBytes } = allocations;
  return (
    <div class="section-head span-12">
      <h2>Allocation</h2>
      <input
        class="filter"
        type="search"
        placeholder="Filter threads, classes, methods"
        aria-label="Filter allocations"
        value={route.value.query}
        onInput={(event) =>
          navigate({ query: event.currentTarget.value }, "replace")
        }
      />
      <span class="muted">
        about {formatBytes(estimatedBytes)}, an estimate from{" "}
        {formatCount(samples)} samples that stand for{" "}
        {formatBytes(sampledBytes)}, scaled to what the JVM counted of platform
        threads ·{" "}
        <Link to={{ page: "blocking", kind: "alloc" }}>flame graph</Link>
      </span>
    </div>
  );
}

interface StallsProps {
  readonly stalls: Allocations["stalls"];
}

function Stalls({ stalls }: StallsProps) {
  const { count, totalNanos } = stalls;
  return (
    <Card
      title="Allocation stalls"
      note={`threads waited for memory (jdk.ZAllocationStall): ${formatCount(count)} times, ${formatDuration(totalNanos)} together; ${shownOf(stalls.stalls.length, count)}`}
      class="span-12"
    >
      <DataTable
        caption="Allocation stalls"
        columns={STALL_COLUMNS}
        rows={stalls.stalls}
        rowKey={({ index }) => index}
        empty=""
        canCopy
      />
    </Card>
  );
}

function bytesColumn<Row>(
  key: string,
  label: string,
  hint: string,
  value: (row: Row) => Bytes | null,
): Column<Row> {
  return {
    key,
    label,
    hint,
    isNumber: true,
    value,
    show: (row) => {
      const bytes = value(row);
      return bytes === null ? <span class="muted">–</span> : formatBytes(bytes);
    },
  };
}

function amountColumns<Row extends ThreadAllocations | ClassAllocations>() {
  return [
    {
      key: "samples",
      label: "Samples",
      isNumber: true,
      value: (row: Row) => row.samples,
      show: (row: Row) => formatCount(row.samples),
    },
    bytesColumn<Row>(
      "estimate",
      "Estimate",
      "What the samples stand for, scaled to what the JVM counted of the threads",
      (row) => row.estimatedBytes,
    ),
  ] as const;
}

/** The method leads to the flame graph of stacks with it. */
function siteLinkColumn<
  Row extends ThreadAllocations | ClassAllocations,
>(): Column<Row> {
  return {
    key: "site",
    label: "Mostly in",
    value: (row) => row.site,
    show: ({ site }) =>
      site === null ? (
        <span class="muted">no stack</span>
      ) : (
        <Link
          to={{ page: "blocking", kind: "alloc", focus: literally(site) }}
          class="mono ellipsis name"
          title={`${site}: its allocations as a flame graph`}
        >
          {shortName(site)}
        </Link>
      ),
  };
}

const THREAD_COLUMNS: readonly Column<ThreadAllocations>[] = [
  threadColumn(),
  ...amountColumns<ThreadAllocations>(),
  bytesColumn(
    "counted",
    "Counted",
    "By the JVM (jdk.ThreadAllocationStatistics), exact between two readings; only of platform threads, of carriers with the virtual threads on them, and where the window holds both",
    (row) => row.countedBytes,
  ),
  siteLinkColumn(),
];

const CLASS_COLUMNS: readonly Column<ClassAllocations>[] = [
  {
    key: "class",
    label: "Class",
    value: (row) => row.class,
    show: (row) => (
      <span class="mono ellipsis name" title={row.class ?? undefined}>
        {row.class ?? "(not recorded)"}
      </span>
    ),
  },
  ...amountColumns<ClassAllocations>(),
  {
    key: "threads",
    label: "Threads",
    isNumber: true,
    value: (row) => row.threads,
    show: (row) => formatCount(row.threads),
  },
  siteLinkColumn(),
];

const STALL_COLUMNS: readonly Column<AllocationStall>[] = [
  startColumn(),
  lengthColumn("Stall"),
  threadColumn(),
  { key: "page", label: "Page", value: (row) => row.page },
  bytesColumn("size", "Size", "Of the page", (row) => row.sizeBytes),
  siteColumn(),
];
