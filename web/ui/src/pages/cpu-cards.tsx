import type {
  CarrierRow,
  Cpu,
  Cpus,
  CpuThread,
  CpuTimes,
} from "../api/scheduling";
import { threadColumn } from "../components/thread-columns";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { NamedThread } from "../components/named-thread";
import { useCanvas } from "../components/use-canvas";
import { nanosColumn } from "../components/table-cells";
import { formatCount, formatShare } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";
import { PALETTE } from "../model/palette";
import { theme } from "../model/theme";
import { hueOf } from "../model/thread-colour";
import type { Nanos, ThreadId, TimeRange } from "../units";

/** The platform threads that carried virtual threads. */
export function CarriersCard({
  carriers,
}: {
  readonly carriers: readonly CarrierRow[];
}) {
  return (
    <Card title="Carriers" note="what virtual threads ran on" class="span-12">
      <DataTable
        caption="Carriers"
        columns={CARRIER_COLUMNS}
        rows={carriers}
        rowKey={(carrier) => carrier.thread}
        empty="No virtual thread ran in this window."
        canCopy
      />
    </Card>
  );
}

const CARRIER_COLUMNS: readonly Column<CarrierRow>[] = [
  {
    key: "thread",
    label: "Carrier",
    value: (carrier) => carrier.name,
    show: (carrier) => (
      <NamedThread thread={carrier.thread} name={carrier.name} />
    ),
  },
  nanosColumn("busy", "Carrying", (carrier) => carrier.busyNanos),
  {
    key: "share",
    label: "of its life",
    isNumber: true,
    value: shareOf,
    show: (carrier) => formatShare(shareOf(carrier)),
  },
  {
    key: "runs",
    label: "Runs",
    isNumber: true,
    value: (carrier) => carrier.runs,
    show: (carrier) => formatCount(carrier.runs),
  },
  {
    key: "virtual",
    label: "Virtual threads",
    isNumber: true,
    value: (carrier) => carrier.virtualThreads,
    show: (carrier) => formatCount(carrier.virtualThreads),
  },
  nanosColumn("pinned", "Held by pinned", (carrier) => carrier.pinnedNanos),
];

function shareOf({ busyNanos, lifeNanos }: CarrierRow): number {
  return lifeNanos === 0 ? 0 : busyNanos / lifeNanos;
}

const SOURCE_NOTE = {
  perf: "exact, from perf; waits are those after a preemption",
  schedstat:
    "sums of the operating system; within the window linear between two readings",
  none: "not recorded (Linux, option cpu)",
} as const;

/** Time that threads ran, and waited for a processor, as the operating system counts it. */
export function CpuCard({ cpu }: { readonly cpu: CpuTimes }) {
  return (
    <Card
      title="Time on processors"
      note={SOURCE_NOTE[cpu.source]}
      class="span-12"
    >
      <DataTable
        caption="Time on processors by thread"
        columns={CPU_COLUMNS}
        rows={cpu.threads}
        rowKey={(row) => row.thread}
        empty="No thread's time on processors was recorded in this window."
        canCopy
      />
    </Card>
  );
}

const CPU_COLUMNS: readonly Column<CpuThread>[] = [
  threadColumn(),
  nanosColumn("run", "On a processor", (row) => row.runNanos),
  nanosColumn("wait", "Waiting for one", (row) => row.waitNanos),
  {
    key: "slices",
    label: "Time slices",
    isNumber: true,
    value: (row) => row.slices,
    show: (row) => formatCount(row.slices),
  },
];

interface CpuRowsProps {
  readonly cpus: Cpus;
  readonly range: TimeRange;
}

/** Which thread was on which processor: a strip for each, threads told apart by hue. */
export function CpuRowsCard({ cpus, range }: CpuRowsProps) {
  const length = range.to - range.from;
  return (
    <Card
      title="Processors"
      note={`threads of this JVM only${knownUntil(cpus, range)}`}
      class="span-12"
    >
      {cpus.cpus.map((cpu) => (
        <div key={cpu.cpu} class="cpu-row">
          <span class="muted">
            CPU {cpu.cpu} · {formatShare(cpu.busyNanos / length)} ·{" "}
            {formatDuration(cpu.busyNanos)}
          </span>
          <CpuStrip cpu={cpu} names={cpus.names} range={range} />
        </div>
      ))}
    </Card>
  );
}

/** Exact intervals may have been given up before the window ends. */
function knownUntil({ knownTo }: Cpus, range: TimeRange): string {
  return knownTo !== null && knownTo < range.to - (range.to - range.from) / 20
    ? `; known until ${formatInstant(knownTo)}, as exact intervals were given up then`
    : "";
}

interface CpuStripProps {
  readonly cpu: Cpu;
  readonly names: Cpus["names"];
  readonly range: TimeRange;
}

function CpuStrip({ cpu, names, range }: CpuStripProps) {
  const { frame, canvas } = useCanvas(
    (context, { width, height }) => {
      const scale = width / (range.to - range.from);
      const paint = (
        from: Nanos,
        to: Nanos,
        thread: ThreadId,
        share: number,
      ) => {
        context.fillStyle =
          thread < 0
            ? PALETTE[theme.value].undetermined
            : hueOf(thread, theme.value);
        const x = (from - range.from) * scale;
        const tall = height * share;
        context.fillRect(
          x,
          height - tall,
          Math.max(0.5, (to - from) * scale),
          tall,
        );
      };
      if (cpu.slices !== null) {
        for (const [from, to, thread] of cpu.slices) paint(from, to, thread, 1);
      } else if (cpu.buckets !== null) {
        const bucket = (range.to - range.from) / cpu.buckets.length;
        cpu.buckets.forEach(([thread, share], i) => {
          const from = range.from + i * bucket;
          if (share > 0) paint(from, from + bucket, thread, share / 15);
        });
      }
    },
    [cpu, range.from, range.to, theme.value],
  );
  return (
    <div ref={frame} class="cpu-strip">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`CPU ${cpu.cpu} was busy with ${busiest(cpu, names)}`}
      />
    </div>
  );
}

/** The thread with the most time on a processor, in words. */
function busiest(cpu: Cpu, names: Cpus["names"]): string {
  const times = new Map<ThreadId, number>();
  for (const [from, to, thread] of cpu.slices ?? [])
    times.set(thread, (times.get(thread) ?? 0) + to - from);
  for (const [thread, share] of cpu.buckets ?? [])
    if (thread >= 0) times.set(thread, (times.get(thread) ?? 0) + share);
  const [most] = [...times].sort((a, b) => b[1] - a[1]);
  return most === undefined
    ? "no thread of this JVM"
    : `${names[String(most[0])] ?? `#${most[0]}`} most of the time`;
}
