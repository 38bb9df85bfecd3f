import { useMemo } from "preact/hooks";
import { apiUrl, windowQuery } from "../api/client";
import type { GroupRow, Groups } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { GroupingSwitch } from "../components/grouping-switch";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { StateBar } from "../components/state-bar";
import { Duration, stateColumn } from "../components/table-cells";
import { formatCount } from "../format/number";
import { STATE_KEYS, STATE_ORDINAL, type StateKey } from "../model/states";
import { navigate, route } from "../url/router";
import { threadGrouping, type ThreadGrouping } from "../url/state";

const GROUP_HEAD: Record<ThreadGrouping, string> = {
  name: "Name pattern",
  startSite: "Started at",
  kind: "Kind",
};

/** All threads in groups, with the time of each group by state: where a program spends its threads' time. */
export function ThreadsPage() {
  const { window: range, query, sort, descending } = route.value;
  const by = threadGrouping(route.value.by);
  const { data, error, isLoading } = useApi<Groups>(
    apiUrl("/api/groups", { by, ...windowQuery(range) }),
  );
  const groups = useMemo(
    () => filterGroups(data?.groups ?? [], query),
    [data, query],
  );
  const columns = useMemo(() => columnsFor(by, data?.groups ?? []), [by, data]);
  const threadCount = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <div class="page-body">
      <div class="page-head">
        <h1>Threads</h1>
        <GroupingSwitch
          by={by}
          onChange={(next) => navigate({ by: next, sort: null })}
        />
        <input
          class="filter"
          type="search"
          placeholder="Filter groups"
          aria-label="Filter groups"
          value={query}
          onInput={(event) =>
            navigate({ query: event.currentTarget.value }, "replace")
          }
        />
        <span class="muted" role="status" aria-busy={isLoading}>
          {formatCount(groups.length)} groups, {formatCount(threadCount)}{" "}
          threads
        </span>
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="thread groups" />
      ) : (
        <Card title="Groups" note="a group leads to its threads">
          <DataTable
            caption="Thread groups"
            columns={columns}
            rows={groups}
            rowKey={(group) => group.key}
            empty={
              query === ""
                ? "No thread was alive in this window."
                : "No group matches the filter."
            }
            sort={{ key: sort, isDescending: descending }}
            onSort={(next) =>
              navigate({ sort: next.key, descending: next.isDescending })
            }
            canCopy
          />
        </Card>
      )}
    </div>
  );
}

function filterGroups(
  groups: readonly GroupRow[],
  query: string,
): readonly GroupRow[] {
  const wanted = query.trim().toLowerCase();
  return wanted === ""
    ? groups
    : groups.filter((group) => group.key.toLowerCase().includes(wanted));
}

/** Name, count, total and bar, then one column for each state that occurs. */
function columnsFor(
  by: ThreadGrouping,
  groups: readonly GroupRow[],
): Column<GroupRow>[] {
  const occurs = (key: StateKey) =>
    groups.some((group) => group.states[STATE_ORDINAL[key]] > 0);
  return [
    {
      key: "group",
      label: GROUP_HEAD[by],
      value: (group) => group.key,
      show: (group) => (
        <Link
          to={{ page: "group", by, group: group.key }}
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
      show: (group) => (
        <span
          title={
            group.virtual > 0
              ? `${formatCount(group.virtual)} of them virtual`
              : undefined
          }
        >
          {formatCount(group.count)}
        </span>
      ),
    },
    {
      key: "total",
      label: "Total",
      hint: "Time the threads of the group were alive, summed",
      isNumber: true,
      value: (group) => group.totalNanos,
      show: (group) => <Duration nanos={group.totalNanos} />,
    },
    {
      key: "bar",
      label: "Time by state",
      width: "20%",
      show: (group) => <StateBar states={group.states} />,
    },
    ...STATE_KEYS.filter(occurs).map((key) =>
      stateColumn<GroupRow>(key, (group) => group.states),
    ),
    {
      key: "maxBlocked",
      label: "Longest block",
      hint: "The longest single wait for a monitor",
      isNumber: true,
      value: (group) => group.maxBlockedNanos,
      show: (group) => <Duration nanos={group.maxBlockedNanos} />,
    },
  ];
}
