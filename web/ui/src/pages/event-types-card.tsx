import { useMemo, useState } from "preact/hooks";
import type { EventTypeFacts } from "../api/types";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { formatBytes, formatCount } from "../format/number";

/** Every event type of the recording with what it cost and how it was set. */
export function EventTypesCard({
  types,
}: {
  readonly types: readonly EventTypeFacts[];
}) {
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const shown = useMemo(
    () =>
      types.filter((type) =>
        `${type.name} ${type.label ?? ""}`.toLowerCase().includes(wanted),
      ),
    [types, wanted],
  );
  return (
    <Card
      title="Event types"
      note={`${formatCount(types.length)} in the whole recording`}
      class="span-12"
    >
      <input
        class="filter"
        type="search"
        placeholder="Filter event types"
        aria-label="Filter event types"
        value={filter}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      <DataTable
        caption="Event types"
        columns={COLUMNS}
        rows={shown}
        rowKey={(type) => type.name}
        empty="No event type matches."
        canCopy
      />
    </Card>
  );
}

const COLUMNS: readonly Column<EventTypeFacts>[] = [
  {
    key: "name",
    label: "Event",
    value: (type) => type.name,
    show: (type) => (
      <span class="mono ellipsis name" title={type.name}>
        {type.name}
      </span>
    ),
  },
  { key: "label", label: "Label", value: (type) => type.label },
  {
    key: "count",
    label: "Count",
    isNumber: true,
    value: (type) => type.count,
    show: (type) => formatCount(type.count),
  },
  {
    key: "size",
    label: "Size",
    isNumber: true,
    value: (type) => type.sizeBytes,
    show: (type) => formatBytes(type.sizeBytes),
  },
  {
    key: "settings",
    label: "Settings",
    width: "36%",
    value: settingsOf,
    show: (type) => (
      <span class="mono muted ellipsis" title={settingsOf(type)}>
        {settingsOf(type)}
      </span>
    ),
  },
];

function settingsOf(type: EventTypeFacts): string {
  return Object.entries(type.settings)
    .map(([key, value]) => `${key}=${value}`)
    .join("  ");
}
