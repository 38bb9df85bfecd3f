import type { RegionRow, Regions, RegionType } from "../api/annotations";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Empty } from "../components/notice";
import { StateBar } from "../components/state-bar";
import {
  ChosenFilters,
  REGION_PLACES,
  REGION_STATES,
  shownOf,
  TaskLink,
  TypesCards,
  UNKNOWN_TYPE,
} from "./annotation-parts";
import { AnnotationsPage } from "./annotations-page";

/** The regions that the program named: how long each type took, and what threads did in them. */
export function RegionsPage() {
  return (
    <AnnotationsPage<Regions>
      page="regions"
      title="Regions"
      note="stretches of code that the program named"
      placeholder="Text in type"
      cards={(regions) =>
        regions.recorded ? <Cards regions={regions} /> : <NoRegions />
      }
    />
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
  ...REGION_PLACES,
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
