import { apiUrl, windowQuery } from "../api/client";
import type { EventTypeCount, EventTypes } from "../api/events";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { countColumn } from "../components/table-cells";
import { formatBytes, formatCount } from "../format/number";
import { route } from "../url/router";
import { EventListCard } from "./event-list-card";

/** Every event of the recording in the window, by type, with all its fields. */
export function EventsPage() {
  const { window: range, type } = route.value;
  const { data, error } = useApi<EventTypes>(
    apiUrl("/api/event-types", windowQuery(range)),
  );
  const chosen =
    data?.types.find(({ name }) => name === type) ??
    (type === null ? data?.types.at(0) : undefined);
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Events</h1>
        {data !== null && <span class="muted">{headLine(data)}</span>}
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="types of events" />
      ) : (
        <>
          <Card title="Types" note="most bytes first" class="span-4">
            <DataTable
              caption="Types of events"
              columns={TYPE_COLUMNS}
              rows={data.types}
              rowKey={(row) => row.name}
              empty="No event touches this window."
              canCopy
            />
          </Card>
          {chosen !== undefined ? (
            <EventListCard key={chosen.name} type={chosen} />
          ) : (
            type !== null && (
              <Failure
                message={`No event of the type ${type} touches this window.`}
              />
            )
          )}
        </>
      )}
    </div>
  );
}

function headLine({ types, unreadable }: EventTypes): string {
  const count = types.reduce((sum, type) => sum + type.count, 0);
  const bytes = types.reduce((sum, type) => sum + type.bytes, 0);
  const lost =
    unreadable > 0 ? ` · ${formatCount(unreadable)} could not be read` : "";
  return `${formatCount(count)} of ${formatCount(types.length)} types, ${formatBytes(bytes)}, as recorded${lost}`;
}

const TYPE_COLUMNS: readonly Column<EventTypeCount>[] = [
  {
    key: "name",
    label: "Type",
    value: (row) => row.name,
    show: (row) => (
      <Link
        to={{
          page: "events",
          type: row.name,
          thread: route.value.thread,
        }}
        class="mono ellipsis name"
        current={route.value.type === row.name}
        title={row.label ?? row.name}
      >
        {row.name}
      </Link>
    ),
  },
  countColumn("Count"),
  {
    key: "bytes",
    label: "Bytes",
    isNumber: true,
    value: (row) => row.bytes,
    show: (row) => formatBytes(row.bytes),
  },
];
