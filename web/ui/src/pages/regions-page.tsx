import { apiUrl, windowQuery } from "../api/client";
import type { RegionRow, Regions, RegionType } from "../api/annotations";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { NamedThread } from "../components/named-thread";
import { Empty, Failure, Loading } from "../components/notice";
import { StateBar } from "../components/state-bar";
import { lengthColumn, When } from "../components/table-cells";
import { formatInstant } from "../format/time";
import { navigate, route } from "../url/router";
import {
  ChosenFilters,
  REGION_STATES,
  shownOf,
  TaskLink,
  TypesCards,
  UNKNOWN_TYPE,
} from "./annotation-parts";

const LISTED = 200;

/** The regions that the program named: how long each type took, and what threads did in them. */
export function RegionsPage() {
  const { window: range, type, lengths, query } = route.value;
  const { data, error } = useApi<Regions>(
    apiUrl("/api/regions", {
      ...windowQuery(range),
      type,
      min: lengths?.from,
      max: lengths?.to,
      q: query,
      limit: LISTED,
    }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="regions" />;
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Regions</h1>
        <span class="muted">stretches of code that the program named</span>
        <input
          class="filter"
          type="search"
          placeholder="Text in type"
          aria-label="Filter regions by text"
          value={query}
          onInput={(event) =>
            navigate({ query: event.currentTarget.value }, "replace")
          }
        />
      </div>
      {data.recorded ? <Cards regions={data} /> : <NoRegions />}
    </div>
  );
}

function NoRegions() {
  return (
    <Card title="No regions" class="span-12">
      <Empty>
        The program named no regions: it can with io.jtrace.api.Region.
      </Empty>
    </Card>
  );
}

function Cards({ regions }: { readonly regions: Regions }) {
  return (
    <>
      <TypesCards
        page="regions"
        of="regions"
        types={regions.types}
        more={STATE_COLUMNS}
      />
      <Card
        title="Regions"
        note={shownOf(regions.regions.length, regions.count)}
        class="span-12"
      >
        <ChosenFilters />
        <DataTable
          caption="Regions"
          columns={REGION_COLUMNS}
          rows={regions.regions}
          rowKey={(row) => `${row.thread} ${row.start} ${row.depth}`}
          empty="No region matches the filters."
          canCopy
        />
      </Card>
    </>
  );
}

const STATE_COLUMNS: readonly Column<RegionType>[] = [
  {
    key: "states",
    label: "Threads were",
    width: "22%",
    show: (row) => <StateBar states={row.states} />,
  },
];

const REGION_COLUMNS: readonly Column<RegionRow>[] = [
  {
    key: "type",
    label: "Region",
    value: (row) => row.type,
    show: (row) => <span class="mono">{row.type}</span>,
  },
  {
    key: "at",
    label: "At",
    value: (row) => row.start,
    show: (row) => (
      <When
        range={{ from: row.start, to: row.end }}
        thread={row.thread ?? undefined}
        text={formatInstant(row.start)}
      />
    ),
  },
  lengthColumn(),
  {
    key: "thread",
    label: "Thread",
    value: (row) => row.threadName,
    show: (row) => <NamedThread thread={row.thread} name={row.threadName} />,
  },
  {
    key: "task",
    label: "Task",
    value: (row) => row.taskType,
    show: (row) =>
      row.task === null ? (
        <span class="muted">none</span>
      ) : (
        <TaskLink task={row.task}>{row.taskType ?? UNKNOWN_TYPE}</TaskLink>
      ),
  },
  REGION_STATES,
];
