import { apiUrl, windowQuery } from "../api/client";
import {
  USE_SOURCES,
  type ProcessorRow,
  type ProcessorUse,
  type UseSource,
} from "../api/cpu";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { HeatMap } from "../components/heat-map";
import { NamedThread } from "../components/named-thread";
import { Empty, Failure, Loading } from "../components/notice";
import { nanosColumn, When } from "../components/table-cells";
import { Tabs } from "../components/tabs";
import { formatShare } from "../format/number";
import { formatInstant } from "../format/time";
import { whyMissing } from "../model/why-missing";
import { navigate, route } from "../url/router";
import { oneOf } from "../url/state";
import { timelineAt } from "../url/timeline-at";
import type { TimeRange } from "../units";

const BUCKETS = 160;

const SOURCE_LABEL: Record<UseSource, string> = {
  processors: "Processors",
  carriers: "Carriers",
  load: "CPU load",
};

/** How busy each processor was over time, or what comes closest to that in the trace. */
export function ProcessorsCard({ facts }: { readonly facts: TraceFacts }) {
  const { window, type } = route.value;
  const { data, error } = useApi<ProcessorUse>(
    apiUrl("/api/processor-use", {
      ...windowQuery(window),
      source: oneOf(USE_SOURCES, type),
      buckets: BUCKETS,
    }),
  );
  const range = window ?? { from: 0, to: facts.durationNanos };
  return (
    <Card
      title="Use of processors"
      note={data?.what ?? undefined}
      class="span-12"
    >
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="processors" />
      ) : data.source === null || data.rows.length === 0 ? (
        <Empty>
          {whyMissing(facts, "cpuLoad") ??
            "No reading of the processors' load is in the recording."}
        </Empty>
      ) : (
        <Use use={data} source={data.source} range={range} />
      )}
    </Card>
  );
}

interface UseProps {
  readonly use: ProcessorUse;
  readonly source: UseSource;
  readonly range: TimeRange;
}

function Use({ use, source, range }: UseProps) {
  return (
    <>
      {use.sources.length > 1 && (
        <Tabs
          label="Source"
          tabs={use.sources.map((key) => ({ key, label: SOURCE_LABEL[key] }))}
          chosen={source}
          onChoose={(key) => navigate({ type: key })}
        />
      )}
      <HeatMap
        rows={use.rows}
        range={range}
        label={`How busy ${SOURCE_LABEL[source].toLowerCase()} were over time`}
        onOpen={(stretch) => navigate(timelineAt(stretch))}
      />
      <p class="heat-legend">
        <span>
          <i class="heat-ramp" />0 to 100 % busy
        </span>
        <span>
          <i class="heat-unknown" />
          not known
        </span>
      </p>
      <DataTable
        caption="Use of processors"
        columns={columnsOf(range)}
        rows={use.rows}
        rowKey={(row) => `${row.thread ?? ""} ${row.name}`}
        empty="Nothing is known of this window."
        canCopy
      />
    </>
  );
}

function columnsOf(range: TimeRange): readonly Column<ProcessorRow>[] {
  return [
    {
      key: "name",
      label: "Of",
      value: (row) => row.name,
      show: (row) =>
        row.thread === null ? (
          row.name
        ) : (
          <NamedThread thread={row.thread} name={row.name} />
        ),
    },
    nanosColumn("busy", "Busy", (row) => row.busyNanos),
    {
      key: "share",
      label: "of what is known",
      isNumber: true,
      value: shareOf,
      show: (row) => {
        const share = shareOf(row);
        return share === null ? (
          <span class="muted">not known</span>
        ) : (
          formatShare(share)
        );
      },
    },
    nanosColumn("known", "Known", (row) => row.knownNanos),
    {
      key: "busiest",
      label: "Busiest",
      value: (row) => busiest(row, range)?.from ?? null,
      show: (row) => {
        const stretch = busiest(row, range);
        return stretch === null ? (
          <span class="muted">–</span>
        ) : (
          <When range={stretch} text={formatInstant(stretch.from)} />
        );
      },
    },
  ];
}

function shareOf({ busyNanos, knownNanos }: ProcessorRow): number | null {
  return knownNanos === 0 ? null : busyNanos / knownNanos;
}

/** The first of the busiest stretches; null where it was never busy. */
function busiest({ percents }: ProcessorRow, range: TimeRange) {
  const most = Math.max(...percents.map((percent) => percent ?? 0));
  if (most === 0) return null;
  const length = (range.to - range.from) / percents.length;
  const from = Math.floor(range.from + percents.indexOf(most) * length);
  return { from, to: Math.ceil(from + length) };
}
