import { apiUrl, windowQuery } from "../api/client";
import type { GroupDetail, Groups } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { StateBar } from "../components/state-bar";
import { nanosColumn, stateColumn } from "../components/table-cells";
import { STATE_KEYS, STATE_ORDINAL } from "../model/states";
import { route } from "../url/router";
import { threadGrouping, type UrlState } from "../url/state";
import type { Nanos } from "../units";

const LISTED = 500;

/** A group, or a thread of the chosen one. */
interface Row {
  readonly key: string;
  readonly name: string;
  readonly to: Partial<UrlState>;
  readonly states: readonly Nanos[];
}

/** Whose time it is: groups, or the threads of the chosen group. A name narrows the page to it. */
export function WhoseTimeCard({ view }: { readonly view: string }) {
  const { window: range, by, group } = route.value;
  const grouping = threadGrouping(by);
  const query = { ...windowQuery(range), by: grouping };
  const groups = useApi<Groups>(
    group === null ? apiUrl("/api/groups", query) : null,
  );
  const members = useApi<GroupDetail>(
    group === null
      ? null
      : apiUrl("/api/group", { ...query, group, limit: LISTED }),
  );
  const error = group === null ? groups.error : members.error;
  const to = { page: "cpu" as const, kind: view, by };
  const rows: readonly Row[] | undefined =
    group === null
      ? groups.data?.groups.map(({ key, states }) => ({
          key,
          name: key,
          to: { ...to, group: key },
          states,
        }))
      : members.data?.rows.map(({ thread, name, states }) => ({
          key: String(thread),
          name,
          to: { ...to, group, thread },
          states,
        }));
  return (
    <Card
      title="Whose time"
      note={
        group === null
          ? "a group narrows the page to its threads"
          : "a thread narrows the page to it"
      }
      class="span-12"
    >
      {error !== null ? (
        <Failure message={error} />
      ) : rows === undefined ? (
        <Loading what="threads" />
      ) : (
        <DataTable
          caption={group === null ? "Groups" : "Threads"}
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.key}
          empty="No thread lived in this window."
          canCopy
        />
      )}
    </Card>
  );
}

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "name",
    label: "Name",
    value: (row) => row.name,
    show: (row) => (
      <Link to={row.to} class="mono ellipsis name" title={row.name}>
        {row.name}
      </Link>
    ),
  },
  {
    key: "bar",
    label: "States",
    width: "200px",
    show: (row) => <StateBar states={row.states} />,
  },
  stateColumn("running", (row) => row.states),
  stateColumn("runnable", (row) => row.states),
  nanosColumn("off", "Off CPU", offNanos),
  stateColumn("undetermined", (row) => row.states),
];

/** Time in which the threads waited for somebody else. */
function offNanos({ states }: Row): Nanos {
  const isWait = (key: string) =>
    key !== "running" && key !== "runnable" && key !== "undetermined";
  return STATE_KEYS.filter(isWait).reduce(
    (sum, key) => sum + states[STATE_ORDINAL[key]],
    0,
  );
}
