import { siteColumn, threadColumn } from "../components/thread-columns";
import { useMemo } from "preact/hooks";
import type {
  FlatRow,
  LongestWait,
  LongestWaits,
  NameKind,
  Profile,
} from "../api/profile";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { formatAmount } from "../components/flame/amounts";
import { amountColumn } from "../components/flame/amount-column";
import { NamedThread } from "../components/named-thread";
import { PathLink } from "../components/path-link";
import { Failure } from "../components/notice";
import { lengthColumn, startColumn } from "../components/table-cells";
import { formatCount, formatShare } from "../format/number";
import { STATE_LABEL } from "../model/states";

interface WaitsCardProps {
  readonly waits: LongestWaits;
  readonly error: string | null;
}

/** The longest waits, each with a link to its place on the timeline. */
export function WaitsCard({ waits, error }: WaitsCardProps) {
  if (error !== null) return <Failure message={error} />;
  return (
    <Card
      title="Longest waits"
      note={`${formatCount(waits.waits.length)} of ${formatCount(waits.total)}, whole even where the window cuts them`}
      class="span-7"
    >
      <DataTable
        caption="Longest waits"
        columns={WAIT_COLUMNS}
        rows={waits.waits}
        rowKey={(wait) => wait.index}
        empty="No wait of this kind in this window."
        canCopy
      />
    </Card>
  );
}

const WAIT_COLUMNS: readonly Column<LongestWait>[] = [
  startColumn(),
  lengthColumn("Wait"),
  threadColumn(),
  {
    key: "for",
    label: "For",
    value: (wait) => waitedFor(wait),
    show: (wait) => (
      <span class="mono ellipsis name" title={waitedFor(wait)}>
        {shortFor(wait)}
      </span>
    ),
  },
  siteColumn(),
  {
    key: "other",
    label: "Other thread",
    hint: "who held the lock, or woke the thread",
    value: (wait) => wait.otherName,
    show: (wait) =>
      wait.other === null ? (
        <span class="muted">–</span>
      ) : (
        <NamedThread
          thread={wait.other}
          name={wait.otherName}
          nanos={wait.start}
        />
      ),
  },
  {
    key: "path",
    label: "Really for",
    show: (wait) => (
      <PathLink
        thread={wait.thread}
        range={{ from: wait.start, to: wait.end }}
      />
    ),
  },
];

function waitedFor(wait: LongestWait): string {
  return wait.subject ?? wait.operation ?? STATE_LABEL[wait.state];
}

/** A lock by its class without package; hosts and paths as they are. */
function shortFor(wait: LongestWait): string {
  const isClass = wait.state !== "socketIo" && wait.state !== "fileIo";
  const text = waitedFor(wait);
  return isClass ? text.slice(text.lastIndexOf(".") + 1) || text : text;
}

const KIND_NOTE: Record<NameKind, string> = {
  root: "",
  frame: "",
  inline: "inlined",
  reason: "waited for",
  missing: "not recorded",
  smaller: "",
};

interface FlatCardProps {
  readonly profile: Profile;
  readonly isWide: boolean;
}

/** Every method and reason with its own part and all below it. */
export function FlatCard({ profile, isWide }: FlatCardProps) {
  const columns = useMemo(() => flatColumns(profile), [profile]);
  return (
    <Card
      title="By frame"
      note="self: at the top of the stack; recursion counts once"
      class={isWide ? "span-12" : "span-5"}
    >
      <DataTable
        caption="Frames"
        columns={columns}
        rows={profile.flat}
        rowKey={(row) => `${row.kind} ${row.text}`}
        empty="Nothing in this window."
        canCopy
      />
    </Card>
  );
}

function flatColumns(profile: Profile): Column<FlatRow>[] {
  const all = Math.max(1, profile.total);
  const format = (value: number) => formatAmount(value, profile.unit);
  return [
    {
      key: "frame",
      label: "Frame",
      value: (row) => row.text,
      show: (row) => (
        <span class="mono ellipsis name" title={row.text}>
          {row.text} <span class="muted">{KIND_NOTE[row.kind]}</span>
        </span>
      ),
    },
    amountColumn("self", "Self", format, (row) => row.self),
    amountColumn("total", "Total", format, (row) => row.total),
    {
      key: "share",
      label: "Of all",
      isNumber: true,
      value: (row) => row.total / all,
      show: (row) => formatShare(row.total / all),
    },
  ];
}
