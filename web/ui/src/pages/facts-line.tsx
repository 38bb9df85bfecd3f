import type { TraceFacts } from "../api/types";
import { formatBytes, formatCount, formatRough } from "../format/number";
import { formatClock, formatDay, formatDuration } from "../format/time";

/** The name of the trace and what ran in it, in one line; what was not recorded is left out. */
export function FactsLine({ facts }: { readonly facts: TraceFacts }) {
  const jvm = facts.jvms.at(0);
  const parts = [
    `${formatDuration(facts.durationNanos)} recorded`,
    `${formatDay(facts.startEpochNanos)} ${formatClock(facts.startEpochNanos, 0)} → ${formatClock(facts.startEpochNanos, facts.durationNanos)} UTC`,
    jvm?.javaVersion && `JDK ${jvm.javaVersion}`,
    jvm?.collector,
    jvm?.processors && `${jvm.processors} CPUs`,
    jvm?.maxHeapBytes && `${formatBytes(jvm.maxHeapBytes)} heap`,
    jvm?.pid && `pid ${jvm.pid}`,
    facts.jvms.length > 1 &&
      `${facts.jvms.length} JVMs, the first is described`,
  ].filter((part): part is string => typeof part === "string" && part !== "");
  const sizes = [
    `${formatCount(facts.threadCount)} threads`,
    facts.virtualThreadCount > 0 &&
      `${formatCount(facts.virtualThreadCount)} of them virtual`,
    `${formatRough(facts.eventCount)} events`,
    `${formatRough(facts.spanCount)} spans`,
    `${formatRough(facts.stackCount)} stacks`,
    formatBytes(facts.sizeBytes),
  ].filter((part): part is string => typeof part === "string");
  const details = [jvm?.name, jvm?.version, jvm?.os, jvm?.cpu, jvm?.arguments]
    .filter(Boolean)
    .join("\n");
  return (
    <div class="facts">
      <h1 class="ellipsis" title={facts.name}>
        {facts.name}
      </h1>
      {jvm?.mainClass && (
        <span class="mono ellipsis facts-main" title={jvm.mainClass}>
          {jvm.mainClass.split(" ")[0]}
        </span>
      )}
      <p title={details}>{parts.join(" · ")}</p>
      <p class="facts-sizes">{sizes.join(" · ")}</p>
    </div>
  );
}
