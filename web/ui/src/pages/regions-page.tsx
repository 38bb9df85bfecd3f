import type { RegionRow, Regions, RegionType } from "../api/annotations";
import { apiUrl, isSingleFile, windowQuery } from "../api/client";
import { GO_KINDS } from "../api/profile";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { KIND_LABEL } from "../components/flame/amounts";
import { Link } from "../components/link";
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
import { route } from "../url/router";
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

const SHORT_LABEL = {
  net: "network",
  sync: "sync",
  syscall: "syscall",
  sched: "scheduler",
} as const;

/** Go's four profiles of a region, each as a flame graph and as a download. A single file cannot make them. */
function RegionProfiles({ region }: { readonly region: string }) {
  if (isSingleFile()) return <span class="muted">needs the recording</span>;
  const query = { ...windowQuery(route.value.window), region };
  return (
    <span class="region-profiles">
      {GO_KINDS.map((kind) => (
        <span key={kind}>
          <Link
            to={{ page: "blocking", kind, type: region }}
            title={`${KIND_LABEL[kind]} in ${region}, as a flame graph`}
          >
            {SHORT_LABEL[kind]}
          </Link>
          <a
            href={apiUrl("/export/profile.pb.gz", { ...query, kind })}
            download=""
            aria-label={`${KIND_LABEL[kind]} in ${region} for pprof`}
            title="For go tool pprof and whatever else reads its format"
          >
            ↓
          </a>
        </span>
      ))}
    </span>
  );
}

const STATE_COLUMNS: readonly Column<RegionType>[] = [
  {
    key: "profiles",
    label: "Profiles of the time inside",
    show: ({ type }) => type !== null && <RegionProfiles region={type} />,
  },
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
