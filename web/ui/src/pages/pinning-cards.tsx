import type {
  Pinning,
  PinnedStretch,
  PinningSite,
  StarvedStretch,
} from "../api/scheduling";
import type { TraceFacts } from "../api/types";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { FoldedStack, stackText } from "../components/folded-stack";
import { NamedThread } from "../components/named-thread";
import {
  countColumn,
  lengthColumn,
  nanosColumn,
  startColumn,
} from "../components/table-cells";
import { formatCount } from "../format/number";
import { formatDuration } from "../format/time";
import { whyMissing } from "../model/why-missing";

interface PinningProps {
  readonly pinning: Pinning | null;
  readonly facts: TraceFacts;
}

/** Virtual threads that could not leave their carrier while they waited. */
export function PinningCards({ pinning, facts }: PinningProps) {
  const missing =
    whyMissing(facts, "pinning") ??
    (pinning === null ? "Pinning was not recorded." : null);
  const empty =
    facts.virtualThreadCount === 0
      ? "The trace has no virtual threads."
      : (missing ?? "No virtual thread was pinned in this window.");
  const starved = pinning?.starved ?? null;
  return (
    <>
      <Card
        title="Pinning"
        note={
          pinning === null || pinning.count === 0
            ? undefined
            : `${formatCount(pinning.count)} times, ${formatDuration(pinning.totalNanos)} together, ${formatDuration(pinning.maxNanos)} at the longest`
        }
        class="span-7"
      >
        <DataTable
          caption="Where virtual threads were pinned"
          columns={SITE_COLUMNS}
          rows={pinning?.sites ?? []}
          rowKey={(site) => `${site.reason} ${stackText(site.stack)}`}
          empty={empty}
          canCopy
        />
      </Card>
      <Card title="Longest pinned" class="span-5">
        <DataTable
          caption="Longest pinned stretches"
          columns={LONGEST_COLUMNS}
          rows={pinning?.longest ?? []}
          rowKey={(stretch) => `${stretch.thread} ${stretch.start}`}
          empty={empty}
          canCopy
        />
      </Card>
      {starved !== null && starved.worst.length > 0 && (
        <Card
          title="Carriers starved"
          note={`${formatDuration(starved.nanos ?? 0)} with virtual threads runnable while pinned ones held carriers`}
          class="span-12"
        >
          <DataTable
            caption="Stretches without a free carrier"
            columns={STARVED_COLUMNS}
            rows={starved.worst}
            rowKey={(stretch) => stretch.start}
            empty={empty}
            canCopy
          />
        </Card>
      )}
    </>
  );
}

const SITE_COLUMNS: readonly Column<PinningSite>[] = [
  {
    key: "stack",
    label: "Where",
    width: "40%",
    value: (site) => stackText(site.stack),
    show: (site) => <FoldedStack frames={site.stack} />,
  },
  {
    key: "reason",
    label: "Because of",
    value: (site) => site.reason,
    show: (site) => (
      <span class="ellipsis" title={site.reason ?? undefined}>
        {site.reason ?? "–"}
      </span>
    ),
  },
  { key: "operation", label: "In", value: (site) => site.operation },
  countColumn("Times"),
  nanosColumn("total", "Total", (site) => site.totalNanos),
  nanosColumn("max", "Longest", (site) => site.maxNanos),
];

const LONGEST_COLUMNS: readonly Column<PinnedStretch>[] = [
  startColumn(),
  {
    key: "thread",
    label: "Thread",
    value: (stretch) => stretch.name,
    show: (stretch) => (
      <NamedThread thread={stretch.thread} name={stretch.name} />
    ),
  },
  lengthColumn(),
  {
    key: "carrier",
    label: "Carrier",
    value: (stretch) => stretch.carrierName,
    show: (stretch) => (
      <NamedThread
        thread={stretch.carrier}
        name={stretch.carrierName}
        nanos={stretch.start}
      />
    ),
  },
];

const STARVED_COLUMNS: readonly Column<StarvedStretch>[] = [
  startColumn(),
  lengthColumn(),
  {
    key: "pinned",
    label: "Pinned",
    isNumber: true,
    value: (stretch) => stretch.pinned,
  },
  {
    key: "runnable",
    label: "Runnable",
    isNumber: true,
    value: (stretch) => stretch.runnable,
  },
];
