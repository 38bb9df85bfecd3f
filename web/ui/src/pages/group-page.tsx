import { useMemo } from "preact/hooks";
import { apiUrl, windowQuery } from "../api/client";
import type { ColumnHead, GroupDetail, GroupThreadRow } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Link } from "../components/link";
import { Empty, Failure, Loading } from "../components/notice";
import { StateBar } from "../components/state-bar";
import { StateShares } from "../components/state-shares";
import { Duration } from "../components/table-cells";
import { literally } from "../format/pattern";
import { formatCount, formatShare } from "../format/number";
import type { Nanos, ThreadId } from "../units";
import { stateLabel } from "../model/states";
import { navigate, route } from "../url/router";
import { threadGrouping } from "../url/state";

const ROWS_PER_REQUEST = 5000;
const GROUP_KIND = {
  name: "name pattern",
  startSite: "start site",
  kind: "kind",
} as const;

/** One group of threads: what its threads did together, and each of them in a row. */
export function GroupPage() {
  const { group, window: range, sort, descending } = route.value;
  const by = threadGrouping(route.value.by);
  // The server cuts very large groups, so it must know by which column; smaller ones are sorted here once more.
  const serverSort =
    sort === null || sort === "name" || sort.startsWith("special:")
      ? null
      : sort;
  const { data, error } = useApi<GroupDetail>(
    group === null
      ? null
      : apiUrl("/api/group", {
          by,
          group,
          ...windowQuery(range),
          sort: serverSort,
          dir: serverSort === null ? null : descending ? "desc" : "asc",
          limit: ROWS_PER_REQUEST,
        }),
  );
  if (group === null) return <Empty>This address names no group.</Empty>;
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="group" />;
  return (
    <div class="page-body">
      <div class="page-head">
        <nav class="crumbs" aria-label="Breadcrumbs">
          <Link to={{ page: "threads" }}>Threads</Link>{" "}
          <span aria-hidden="true">›</span>
        </nav>
        <h1 class="mono ellipsis" title={data.key}>
          {data.key}
        </h1>
        <span class="muted">
          {formatCount(data.count)} {data.count === 1 ? "thread" : "threads"} by{" "}
          {GROUP_KIND[by]} · {formatShare(data.percentOfTotal / 100)} of all
          thread time
          {data.startSite !== null && (
            <>
              {" "}
              · started at <span class="mono">{data.startSite}</span>
            </>
          )}
        </span>
        <Link
          to={{
            page: "timeline",
            query: by === "name" ? namePattern(data.key) : "",
          }}
          class="button"
        >
          Timeline
        </Link>
      </div>
      <Card title="Time by state" note="all threads of the group together">
        <StateShares states={data.states} />
      </Card>
      <BreakdownCard detail={data} sort={sort} isDescending={descending} />
      <SpecialRangesCard detail={data} />
    </div>
  );
}

/** The filter of the timeline that finds the threads of a name pattern. */
function namePattern(key: string): string {
  return `^${literally(key).replaceAll("\\*", "\\d+")}$`;
}

interface BreakdownProps {
  readonly detail: GroupDetail;
  readonly sort: string | null;
  readonly isDescending: boolean;
}

function BreakdownCard({ detail, sort, isDescending }: BreakdownProps) {
  const columns = useMemo(() => breakdownColumns(detail.columns), [detail]);
  const note =
    detail.rows.length < detail.total
      ? `the first ${formatCount(detail.rows.length)} of ${formatCount(detail.total)} threads by the sorted column`
      : "one row per thread";
  return (
    <Card title="Breakdown" note={note}>
      <DataTable
        caption="Breakdown by thread"
        columns={columns}
        rows={detail.rows}
        rowKey={(row) => row.thread}
        empty="No thread of this group was alive in this window."
        sort={{ key: sort, isDescending }}
        onSort={(next) =>
          navigate({ sort: next.key, descending: next.isDescending })
        }
        canCopy
      />
    </Card>
  );
}

function breakdownColumns(
  heads: readonly ColumnHead[],
): Column<GroupThreadRow>[] {
  return [
    {
      key: "name",
      label: "Thread",
      value: (row) => row.name,
      show: (row) => <ThreadLink thread={row.thread} name={row.name} />,
    },
    {
      key: "life",
      label: "Total",
      hint: "Time the thread was alive in this window",
      isNumber: true,
      value: (row) => row.lifeNanos,
      show: (row) => <Duration nanos={row.lifeNanos} />,
    },
    {
      key: "bar",
      label: "Time by state",
      width: "18%",
      show: (row) => <StateBar states={row.states} />,
    },
    ...heads.map((head, i): Column<GroupThreadRow> => ({
      key: head.key,
      // A wait whose operation is not known goes under the name of its state.
      label: head.label || stateLabel(head.key.split(":")[0]),
      isNumber: true,
      value: (row) => row.values[i],
      show: (row) => <Duration nanos={row.values[i]} />,
    })),
  ];
}

interface SpecialRow {
  readonly thread: ThreadId;
  readonly name: string;
  readonly values: readonly Nanos[];
}

/** Time under GC pauses, safepoints and pinned. It overlaps with the states and is no part of their sum. */
function SpecialRangesCard({ detail }: { readonly detail: GroupDetail }) {
  const { columns: heads, rows } = detail.specialRanges;
  const named = useMemo(() => {
    const names = new Map(detail.rows.map((row) => [row.thread, row.name]));
    return rows.map((row): SpecialRow => ({
      ...row,
      name: names.get(row.thread) ?? `#${row.thread}`,
    }));
  }, [detail]);
  const columns = useMemo<Column<SpecialRow>[]>(
    () => [
      {
        key: "name",
        label: "Thread",
        value: (row) => row.name,
        show: (row) => <ThreadLink thread={row.thread} name={row.name} />,
      },
      ...heads.map((head, i): Column<SpecialRow> => ({
        key: `special:${head.key}`,
        label: head.label,
        isNumber: true,
        value: (row) => row.values[i],
        show: (row) => <Duration nanos={row.values[i]} />,
      })),
    ],
    [detail],
  );
  return (
    <Card
      title="Special ranges"
      note="these overlap with the states above and with each other"
    >
      <DataTable
        caption="Special ranges by thread"
        columns={columns}
        rows={named}
        rowKey={(row) => row.thread}
        empty="No GC pause, safepoint or pinned stretch fell on these threads."
        canCopy
      />
    </Card>
  );
}

function ThreadLink({
  thread,
  name,
}: {
  readonly thread: ThreadId;
  readonly name: string;
}) {
  return (
    <Link
      to={{ page: "thread", thread }}
      class="mono ellipsis name"
      title={name}
    >
      {name}
    </Link>
  );
}
