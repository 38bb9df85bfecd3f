import { useMemo, useState } from "preact/hooks";
import { apiUrl, windowQuery } from "../api/client";
import type { EventPage, EventTypeCount, RecordedEvent } from "../api/events";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { FoldedStack, stackText } from "../components/folded-stack";
import { NamedThread } from "../components/named-thread";
import { Failure, Loading } from "../components/notice";
import { Duration, startColumn } from "../components/table-cells";
import { formatCount } from "../format/number";
import { navigate, route } from "../url/router";

const PAGE = 100;
/** The server keeps a place for each event before the end of a page. */
const LAST_OFFSET = 100_000;

/** The events of one type, page by page, each with a link to its place on the timeline. */
export function EventListCard({ type }: { readonly type: EventTypeCount }) {
  const { window: range, query, focus } = route.value;
  const about = JSON.stringify([range, query, focus]);
  const [place, setPlace] = useState({ about, offset: 0 });
  const offset = place.about === about ? place.offset : 0;
  const { data, error, isLoading } = useApi<EventPage>(
    apiUrl("/api/event-list", {
      ...windowQuery(range),
      type: type.name,
      q: query,
      thread: focus,
      offset,
      limit: PAGE,
    }),
  );
  const columns = useMemo(() => columnsOf(type), [type]);
  return (
    <Card title={type.label ?? type.name} note={type.name} class="span-8">
      <div class="flame-bar">
        <TextField
          label="Filter events: a text in any field or frame"
          placeholder="Filter events…"
          value={query}
          onChange={(text) => navigate({ query: text })}
        />
        <TextField
          label="Thread: its name, with * for any characters, or its id in Java"
          placeholder="Thread…"
          value={focus ?? ""}
          onChange={(text) => navigate({ focus: text || null })}
        />
        {data !== null && (
          <Pager
            offset={offset}
            shown={data.events.length}
            count={data.count}
            isLoading={isLoading}
            onMove={(to) => setPlace({ about, offset: to })}
          />
        )}
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="events" />
      ) : (
        <DataTable
          caption="Events"
          columns={columns}
          rows={data.events}
          rowKey={(row) => data.events.indexOf(row)}
          empty="No event of this type matches in this window."
          canCopy
        />
      )}
    </Card>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A text that takes effect when Enter is pressed or the field is left: each change reads the recording. */
function TextField({ label, placeholder, value, onChange }: TextFieldProps) {
  return (
    <input
      class="filter"
      type="search"
      placeholder={placeholder}
      title={label}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface PagerProps {
  readonly offset: number;
  readonly shown: number;
  readonly count: number;
  readonly isLoading: boolean;
  readonly onMove: (offset: number) => void;
}

function Pager({ offset, shown, count, isLoading, onMove }: PagerProps) {
  const next = offset + PAGE;
  return (
    <div class="flame-bar" role="group" aria-label="Pages">
      <button
        type="button"
        class="button"
        disabled={offset === 0}
        onClick={() => onMove(Math.max(0, offset - PAGE))}
      >
        Earlier
      </button>
      <span class="muted" role="status" aria-busy={isLoading}>
        {count === 0
          ? "none"
          : `${formatCount(offset + 1)} to ${formatCount(offset + shown)} of ${formatCount(count)}`}
      </span>
      <button
        type="button"
        class="button"
        disabled={next >= count || next > LAST_OFFSET}
        title={
          next > LAST_OFFSET
            ? "Choose a later time window to see more"
            : undefined
        }
        onClick={() => onMove(next)}
      >
        Later
      </button>
    </div>
  );
}

function columnsOf(type: EventTypeCount): readonly Column<RecordedEvent>[] {
  return [
    startColumn(),
    ...(type.lasts ? [LENGTH] : []),
    THREAD,
    ...type.fields.map(fieldColumn),
    STACK,
  ];
}

const LENGTH: Column<RecordedEvent> = {
  key: "length",
  label: "Length",
  isNumber: true,
  value: (row) => row.end - row.start,
  show: (row) => <Duration nanos={row.end - row.start} />,
};

const THREAD: Column<RecordedEvent> = {
  key: "thread",
  label: "Thread",
  value: (row) => row.threadName,
  show: (row) =>
    row.threadName === null ? (
      <span class="muted">–</span>
    ) : row.thread === null ? (
      <span class="mono ellipsis name" title={row.threadName}>
        {row.threadName}
      </span>
    ) : (
      <NamedThread thread={row.thread} name={row.threadName} />
    ),
};

const STACK: Column<RecordedEvent> = {
  key: "stack",
  label: "Stack",
  value: (row) => stackText(row.stack),
  show: (row) => <FoldedStack frames={row.stack} />,
};

function fieldColumn(name: string, index: number): Column<RecordedEvent> {
  const value = (row: RecordedEvent) => row.values[index] ?? null;
  return {
    key: `field ${index}`,
    label: name,
    value,
    show: (row) => {
      const text = value(row);
      return text === null ? (
        <span class="muted">–</span>
      ) : (
        <span class="mono ellipsis name" title={text}>
          {text}
        </span>
      );
    },
  };
}
