import { apiUrl, windowQuery } from "../api/client";
import type { FoundSpan, FoundSpans } from "../api/timeline";
import { useApi } from "../api/use-api";
import { formatCount } from "../format/number";
import { formatDuration } from "../format/time";
import { STATE_LABEL, isStateKey } from "../model/states";
import type { ThreadGrouping } from "../url/state";
import type { TimeRange } from "../units";
import { DataTable, type Column } from "./data-table";
import { Swatch } from "./legend";
import { NamedThread } from "./named-thread";
import { Failure, Loading } from "./notice";
import { lengthColumn, startColumn } from "./table-cells";

const LIMIT = 200;

interface SpanListProps {
  readonly caption: string;
  readonly range: TimeRange | null;
  /** What spans must be, in the language of filters. */
  readonly filter: string;
  readonly sort?: "duration" | "start";
  readonly group?: { readonly by: ThreadGrouping; readonly key: string };
}

/** The spans that a filter lets through, the longest (or earliest) of them as a table. */
export function SpanList({
  caption,
  range,
  filter,
  sort = "duration",
  group,
}: SpanListProps) {
  const { data, error } = useApi<FoundSpans>(
    apiUrl("/api/spans", {
      q: filter,
      sort,
      limit: LIMIT,
      ...(group && { by: group.by, group: group.key }),
      ...windowQuery(range),
    }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="spans" />;
  return (
    <>
      <p class="muted span-list-sum">
        {formatCount(data.count)} {data.count === 1 ? "span" : "spans"},{" "}
        {formatDuration(data.totalNanos)} in all
        {data.count > data.spans.length &&
          `; the ${formatCount(data.spans.length)} ${sort === "duration" ? "longest" : "earliest"} are listed`}
      </p>
      <DataTable
        caption={caption}
        columns={COLUMNS}
        rows={data.spans}
        rowKey={(span) => span.index}
        empty="No span passes the filter."
        canCopy
      />
    </>
  );
}

const COLUMNS: readonly Column<FoundSpan>[] = [
  startColumn(),
  lengthColumn("Duration"),
  {
    key: "state",
    label: "State",
    value: (span) => span.state,
    show: (span) =>
      isStateKey(span.state) ? (
        <span class="nowrap">
          <Swatch of={span.pinned ? "pinned" : span.state} />{" "}
          {STATE_LABEL[span.state]}
        </span>
      ) : (
        span.state
      ),
  },
  {
    key: "thread",
    label: "Thread",
    value: (span) => span.threadName,
    show: (span) => <NamedThread thread={span.thread} name={span.threadName} />,
  },
  {
    key: "subject",
    label: "What for",
    value: (span) => span.subject ?? span.operation ?? "",
    show: (span) => (
      <span class="mono ellipsis name" title={span.subject ?? undefined}>
        {span.subject ?? span.operation ?? "–"}
      </span>
    ),
  },
  {
    key: "frame",
    label: "Innermost frame",
    value: (span) => span.frame ?? "",
    show: (span) => (
      <span class="mono ellipsis name" title={span.frame ?? undefined}>
        {span.frame ?? "–"}
      </span>
    ),
  },
];
