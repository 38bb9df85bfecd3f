import { traceFacts } from "../api/trace";
import type { OverviewNumbers } from "../api/types";
import { NumberCard } from "../components/card";
import { formatBytes, formatCount, significant } from "../format/number";
import { formatDuration } from "../format/time";
import { whyMissing, type Topic } from "../model/why-missing";
import type { Nanos } from "../units";

/** The six numbers to look at first. A null is "not recorded", never zero. */
export function NumberCards({
  numbers,
}: {
  readonly numbers: OverviewNumbers;
}) {
  const { cpuCores, processors, pinnedCount, allocatedBytes, exceptions } =
    numbers;
  return (
    <>
      <NumberCard
        label="CPU used by the JVM"
        value={cpuCores === null ? null : significant(cpuCores)}
        note={processors === null ? "cores" : `of ${processors} cores`}
        colour="running"
        title="Mean over the window, from the recorded CPU load"
        why={why("cpuLoad")}
      />
      <NumberCard
        label="Blocked on monitors"
        value={threadTime(numbers.blockedNanos)}
        note="of thread time"
        colour="blocked"
        title="Summed over all threads"
        why={why("monitors")}
      />
      <NumberCard
        label="Waiting for I/O"
        value={threadTime(numbers.ioNanos)}
        note="of thread time"
        colour="socketIo"
        title="Sockets and files, summed over all threads"
      />
      <NumberCard
        label="Longest GC pause"
        value={
          numbers.maxPauseNanos === null
            ? null
            : threadTime(numbers.maxPauseNanos)
        }
        note={pausesNote(numbers)}
        colour="gc"
        title={pausesTitle(numbers)}
        why={why("gcPauses")}
      />
      <NumberCard
        label="Virtual threads pinned"
        value={
          pinnedCount === null ? null : `${formatCount(pinnedCount)} times`
        }
        note={
          numbers.pinnedNanos ? `· ${formatDuration(numbers.pinnedNanos)}` : ""
        }
        colour="pinned"
        title="A pinned virtual thread blocks its carrier"
        why={why("pinning")}
      />
      <NumberCard
        label="Allocated"
        value={allocatedBytes === null ? null : formatBytes(allocatedBytes)}
        note={
          exceptions === null ? "" : `· ${formatCount(exceptions)} exceptions`
        }
        colour="runnable"
        title="Estimated from allocation samples"
        why={why("allocation")}
      />
    </>
  );
}

function why(topic: Topic): string | null {
  const facts = traceFacts.value;
  return facts === null ? null : whyMissing(facts, topic);
}

function threadTime(nanos: Nanos | null): string | null {
  return nanos === null ? null : formatDuration(nanos);
}

function pausesNote({ pauseCount }: OverviewNumbers): string {
  if (pauseCount === null || pauseCount === 0) return "";
  return `· ${formatCount(pauseCount)} ${pauseCount === 1 ? "pause" : "pauses"}`;
}

function pausesTitle(numbers: OverviewNumbers): string {
  const { pauseTotalNanos, maxSafepointNanos } = numbers;
  const total =
    pauseTotalNanos === null
      ? ""
      : `All pauses together: ${formatDuration(pauseTotalNanos)}\n`;
  const safepoint =
    maxSafepointNanos === null
      ? "Safepoints were not recorded"
      : `Longest safepoint: ${formatDuration(maxSafepointNanos)}`;
  return total + safepoint;
}
