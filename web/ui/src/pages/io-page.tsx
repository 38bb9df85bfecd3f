import { apiUrl, windowQuery, type Query } from "../api/client";
import { IO_SORTS, type IoTarget, type IoTargets } from "../api/io";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { Tabs } from "../components/tabs";
import { formatBytes, formatCount } from "../format/number";
import { formatDuration } from "../format/time";
import { STATE_LABEL } from "../model/states";
import { whyMissing } from "../model/why-missing";
import { navigate, route } from "../url/router";
import { oneOf, threadGrouping, type UrlState } from "../url/state";
import { BlockingFilters } from "./blocking-filters";
import { amountColumns, IoCards } from "./io-cards";

const LISTED = 500;

const KINDS = ["all", "socketIo", "fileIo"] as const;

/** Which hosts and files threads read from and wrote to, and of the chosen one how long that took. */
export function IoPage({ facts }: { readonly facts: TraceFacts }) {
  const state = route.value;
  const kind = oneOf(KINDS, state.kind) ?? "all";
  const threads = threadsQuery(state);
  const { data, error } = useApi<IoTargets>(
    apiUrl("/api/io", {
      ...threads,
      state: kind === "all" ? null : kind,
      q: state.query,
      sort: state.descending ? oneOf(IO_SORTS, state.sort) : null,
      limit: LISTED,
    }),
  );
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>I/O</h1>
        {data !== null && <span class="muted">{headLine(data)}</span>}
      </div>
      <div class="flame-bar span-12">
        <Tabs
          label="Kind of targets"
          tabs={[
            { key: "all", label: "All" },
            { key: "socketIo", label: "Hosts" },
            { key: "fileIo", label: "Files" },
          ]}
          chosen={kind}
          onChoose={(to) =>
            navigate({ kind: to === "all" ? null : to, type: null })
          }
        />
        <input
          class="filter"
          type="search"
          placeholder="Filter targets"
          aria-label="Filter targets"
          value={state.query}
          onInput={(event) =>
            navigate(
              { query: event.currentTarget.value, type: null },
              "replace",
            )
          }
        />
        <BlockingFilters threadCount={facts.threadCount} />
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="I/O" />
      ) : (
        <Found targets={data} facts={facts} threads={threads} />
      )}
    </div>
  );
}

interface FoundProps {
  readonly targets: IoTargets;
  readonly facts: TraceFacts;
  readonly threads: Query;
}

function Found({ targets: { targets, count }, facts, threads }: FoundProps) {
  const { type, sort, descending, query } = route.value;
  const chosen = type ?? targets.at(0)?.key;
  const none =
    query === ""
      ? "No thread read or wrote in this window."
      : "No target matches the filter.";
  return (
    <>
      <Card
        title="Hosts and files"
        note={listNote(targets.length, count, facts)}
        class="span-12"
      >
        <DataTable
          caption="Targets"
          columns={TARGET_COLUMNS}
          rows={targets}
          rowKey={(row) => row.key}
          empty={whyMissing(facts, "io") ?? none}
          sort={{ key: sort, isDescending: descending }}
          onSort={(next) =>
            navigate({ sort: next.key, descending: next.isDescending })
          }
          canCopy
        />
      </Card>
      {chosen !== undefined && <IoCards target={chosen} threads={threads} />}
    </>
  );
}

function threadsQuery(state: UrlState): Query {
  return {
    ...windowQuery(state.window),
    by: threadGrouping(state.by),
    group: state.group,
    thread: state.thread,
  };
}

function headLine({ operations, bytes, totalNanos, count }: IoTargets): string {
  return `${formatCount(operations)} operations on ${formatCount(count)} targets, ${formatBytes(bytes)}, ${formatDuration(totalNanos)} together`;
}

function listNote(shown: number, count: number, facts: TraceFacts): string {
  const part =
    shown < count
      ? `the first ${formatCount(shown)} of ${formatCount(count)}`
      : "most time first";
  return [part, ...limits(facts)].join(" · ");
}

const LIMITED = [
  "jdk.SocketRead",
  "jdk.SocketWrite",
  "jdk.FileRead",
  "jdk.FileWrite",
];

/** What the recorder left out: short operations, or those beyond a rate. */
function limits({ eventTypes }: TraceFacts): string[] {
  const types = eventTypes.filter(({ name }) => LIMITED.includes(name));
  const least = types
    .map(({ settings }) => settings.threshold ?? "")
    .find((threshold) => Number.parseFloat(threshold) > 0);
  const rate = types
    .map(({ settings }) => settings.throttle ?? "off")
    .find((throttle) => throttle !== "off");
  return [
    ...(least === undefined ? [] : [`shorter than ${least} is not recorded`]),
    ...(rate === undefined ? [] : [`at most ${rate} of a kind are recorded`]),
  ];
}

function nameOf({ target }: IoTarget): string {
  return target ?? "(none recorded)";
}

const TARGET_COLUMNS: readonly Column<IoTarget>[] = [
  {
    key: "target",
    label: "Host or file",
    value: nameOf,
    show: (row) => (
      <Link
        to={{ ...route.value, type: row.key }}
        class="mono ellipsis name wide"
        title={nameOf(row)}
        current={route.value.type === row.key}
      >
        {nameOf(row)}
      </Link>
    ),
  },
  {
    key: "state",
    label: "Kind",
    value: (row) => STATE_LABEL[row.state],
  },
  {
    key: "how",
    label: "How",
    value: (row) => row.operationNames.join(", "),
    show: (row) => (
      <span class="ellipsis name" title={row.operationNames.join(", ")}>
        {row.operationNames.join(", ")}
      </span>
    ),
  },
  ...amountColumns<IoTarget>(),
];
