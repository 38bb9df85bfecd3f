import { useMemo, useState } from "preact/hooks";
import { apiUrl, windowQuery } from "../api/client";
import type { GroupRow, Groups } from "../api/types";
import { useApi } from "../api/use-api";
import { DataTable, type Column } from "../components/data-table";
import { ProfilePanel } from "../components/flame/profile-panel";
import { Swatch } from "../components/legend";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { SpanList } from "../components/span-list";
import { StateBar } from "../components/state-bar";
import { Tabs, type Tab } from "../components/tabs";
import { stateColumn } from "../components/table-cells";
import { formatCount, formatShare } from "../format/number";
import { formatDuration, formatRange } from "../format/time";
import { changesOf, type Change } from "../model/changes";
import { STATE_LABEL } from "../model/states";
import type { TimeRange } from "../units";
import { threadGrouping, type Grouping } from "../url/state";

type View = "states" | "stacks" | "slowest" | "changes";

const VIEWS: readonly Tab<View>[] = [
  { key: "states", label: "Time by state" },
  { key: "stacks", label: "Flame graph" },
  { key: "slowest", label: "Slowest" },
  { key: "changes", label: "Compared with the rest" },
];

interface RangeProps {
  readonly range: TimeRange;
  readonly by: Grouping;
}

/** What a selected stretch of time holds. */
export function RangeSection({ range, by }: RangeProps) {
  const grouping = threadGrouping(by);
  const [view, setView] = useState<View>("states");
  const { data, error } = useApi<Groups>(
    apiUrl("/api/groups", { by: grouping, ...windowQuery(range) }),
  );
  const threads =
    data?.groups.reduce((sum, group) => sum + group.count, 0) ?? 0;
  return (
    <section class="drawer-range" data-testid="range-details">
      <h2>
        Selection{" "}
        <small class="mono">
          {formatRange(range)} · {formatDuration(range.to - range.from)} ·{" "}
          {formatCount(threads)} threads
        </small>
      </h2>
      <Tabs
        label="The selection"
        tabs={VIEWS}
        chosen={view}
        onChoose={setView}
      />
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="selection" />
      ) : view === "states" ? (
        <StatesByGroup groups={data.groups} by={grouping} />
      ) : view === "stacks" ? (
        <ProfilePanel range={range} by={grouping} group={null} thread={null} />
      ) : view === "slowest" ? (
        <Slowest range={range} />
      ) : (
        <Changes inside={data.groups} by={grouping} />
      )}
    </section>
  );
}

interface GroupsProps {
  readonly groups: readonly GroupRow[];
  readonly by: Grouping;
}

function StatesByGroup({ groups, by }: GroupsProps) {
  const columns = useMemo(
    (): readonly Column<GroupRow>[] => [
      groupColumn(by, ({ key, count }) => [key, ` ×${formatCount(count)}`]),
      {
        key: "bar",
        label: "Time by state",
        width: "26%",
        show: (group) => <StateBar states={group.states} />,
      },
      stateColumn("running", (group) => group.states),
      stateColumn("blocked", (group) => group.states),
      stateColumn("socketIo", (group) => group.states),
    ],
    [by],
  );
  return (
    <DataTable
      caption="Time by state per group in the selection"
      columns={columns}
      rows={groups}
      rowKey={(group) => group.key}
      empty="No thread was alive in this stretch."
      canCopy
    />
  );
}

const WAITING =
  "state:blocked,waiting,parked,sleeping,socketIo,fileIo,native,runnable";

/** The longest spans; at first those in which a thread did not run. */
function Slowest({ range }: { readonly range: TimeRange }) {
  const [filter, setFilter] = useState(WAITING);
  return (
    <>
      <input
        class="filter filter-wide mono"
        type="search"
        aria-label="Filter spans"
        title="name: state: op: lock: host: file: frame: tag: dur> time: is:  and - for not"
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <SpanList caption="Slowest spans" range={range} filter={filter} />
    </>
  );
}

interface ChangesProps {
  readonly inside: readonly GroupRow[];
  readonly by: Grouping;
}

/** How groups spent their time here, against the rest of the trace. */
function Changes({ inside, by }: ChangesProps) {
  const { data, error } = useApi<Groups>(apiUrl("/api/groups", { by }));
  const changes = useMemo(
    () => (data === null ? [] : changesOf(inside, data.groups)),
    [inside, data],
  );
  const columns = useMemo(() => changeColumns(by), [by]);
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="whole trace" />;
  return (
    <DataTable
      caption="What groups did more or less than in the rest of the trace"
      columns={columns}
      rows={changes}
      rowKey={({ group, state }) => `${state} ${group}`}
      empty="No group spent its time otherwise than in the rest of the trace."
      canCopy
    />
  );
}

function changeColumns(by: Grouping): readonly Column<Change>[] {
  const share = (value: number | null) =>
    value === null ? "–" : formatShare(value);
  return [
    groupColumn(by, ({ group }) => [group, ""]),
    {
      key: "state",
      label: "State",
      value: ({ state }) => STATE_LABEL[state],
      show: ({ state }) => (
        <span class="nowrap">
          <Swatch of={state} /> {STATE_LABEL[state]}
        </span>
      ),
    },
    {
      key: "inside",
      label: "Here",
      isNumber: true,
      value: ({ inside }) => inside,
      show: ({ inside }) => share(inside),
    },
    {
      key: "outside",
      label: "Elsewhere",
      isNumber: true,
      value: ({ outside }) => outside,
      show: ({ outside }) => share(outside),
    },
    {
      key: "change",
      label: "Change",
      isNumber: true,
      hint: "percentage points",
      value: ({ change }) => change,
      show: ({ change }) =>
        `${change > 0 ? "+" : "−"}${formatShare(Math.abs(change))}`,
    },
  ];
}

/** A column of links to groups: key and what is said after it. */
function groupColumn<Row>(
  by: Grouping,
  words: (row: Row) => readonly [key: string, note: string],
): Column<Row> {
  return {
    key: "group",
    label: "Group",
    value: (row) => words(row)[0],
    show: (row) => {
      const [key, note] = words(row);
      return (
        <Link
          to={{ page: "group", by, group: key }}
          class="ellipsis name"
          title={key}
        >
          {key}
          <span class="muted">{note}</span>
        </Link>
      );
    },
  };
}
