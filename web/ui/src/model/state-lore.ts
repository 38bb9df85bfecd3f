import type { TraceFacts } from "../api/types";
import type { PaletteKey } from "./palette";
import { whyMissing } from "./why-missing";

/** How much a trace proves: an event tells, others imply it, it may be something else, it is not recorded, or nobody can know. */
export const CERTAINTIES = [
  "recorded",
  "derived",
  "ambiguous",
  "missing",
  "unknowable",
] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export const CERTAINTY_LABEL: Record<Certainty, string> = {
  recorded: "certain",
  derived: "follows from other events",
  ambiguous: "ambiguous",
  missing: "not in this trace",
  unknowable: "no event tells",
};

/** What a colour of the timeline means in a trace, and how certain it is. */
export interface StateLore {
  readonly key: PaletteKey;
  readonly label: string;
  readonly meaning: string;
  readonly certainty: Certainty;
  readonly because: string;
}

/** The colours in the order of the legend. Without a trace as of one that holds no scheduling data. */
export function stateLore(facts: TraceFacts | null): readonly StateLore[] {
  return [
    running(facts),
    runnable(facts),
    waitState(facts, {
      key: "blocked",
      label: "Monitor",
      meaning: "Waits to enter a synchronized block that another thread is in.",
    }),
    waitState(facts, {
      key: "parked",
      label: "Parked, waiting",
      meaning:
        "Parked by a lock, queue or future of java.util.concurrent, or in Object.wait.",
    }),
    waitState(facts, {
      key: "sleeping",
      label: "Sleeping",
      meaning: "In Thread.sleep.",
    }),
    waitState(facts, {
      key: "socketIo",
      label: "Socket I/O",
      meaning: "Reads from or writes to a socket, or waits in a selector.",
    }),
    waitState(facts, {
      key: "fileIo",
      label: "File I/O",
      meaning: "Reads, writes or forces a file. Hatched.",
    }),
    native(facts),
    gc(facts),
    pinned(facts),
    {
      key: "undetermined",
      label: "Unknown",
      meaning: "The recording does not show what the thread did.",
      certainty: "unknowable",
      because: unknownBecause(facts),
    },
  ];
}

function running(facts: TraceFacts | null): StateLore {
  const base = { key: "running", label: "Running" } as const;
  const meaning = "On a processor, or on a carrier if it is virtual.";
  if (facts?.scheduling.cpuSource === "perf")
    return {
      ...base,
      meaning,
      certainty: "recorded",
      because: "The kernel told when threads were on processors (cpu=perf).",
    };
  const virtual =
    facts?.scheduling.virtualThreads === "hooks"
      ? " Runs of virtual threads are recorded, but their carrier may have been ready only."
      : "";
  return {
    ...base,
    meaning: "Running, or ready to run and waiting for a processor.",
    certainty: "ambiguous",
    because: `A thread is said to run between its events; nothing tells when it was on a processor. cpu=perf would: JDK 22 or newer, Linux.${virtual}`,
  };
}

function runnable(facts: TraceFacts | null): StateLore {
  const hasHooks = facts?.scheduling.virtualThreads === "hooks";
  const hasPerf = facts?.scheduling.cpuSource === "perf";
  const sources = [
    hasHooks && "hooks tell who made a virtual thread ready, and when it ran",
    hasPerf && "the kernel told when platform threads were preempted",
  ].filter((source): source is string => source !== false);
  return {
    key: "runnable",
    label: "Runnable",
    meaning: "Ready to run, waiting for a processor or a carrier.",
    certainty: sources.length > 0 ? "recorded" : "missing",
    because:
      sources.length > 0
        ? sentence(sources.join("; "))
        : "Never guessed. Virtual threads: jtrace's agent, hooks=on, JDK 21 or newer. Platform threads: cpu=perf.",
  };
}

function waitState(
  facts: TraceFacts | null,
  state: Pick<StateLore, "key" | "label" | "meaning">,
): StateLore {
  const missing =
    state.key === "blocked" && facts !== null
      ? whyMissing(facts, "monitors")
      : null;
  if (missing !== null)
    return { ...state, certainty: "missing", because: missing };
  return {
    ...state,
    certainty: "recorded",
    because: `Begin and end are in an event.${virtualWaits(facts)}`,
  };
}

/** What is known of the waits of virtual threads, where there are any. */
function virtualWaits(facts: TraceFacts | null): string {
  if (facts === null || facts.virtualThreadCount === 0) return "";
  return facts.scheduling.virtualThreads === "hooks"
    ? " Of virtual threads: from the end of a run to the wake-up."
    : " Most waits of virtual threads are not recorded without hooks: they are unknown.";
}

function native(facts: TraceFacts | null): StateLore {
  const isPerf = facts?.scheduling.cpuSource === "perf";
  return {
    key: "native",
    label: "Native",
    meaning: "In native code or a system call, off the processor.",
    certainty: "derived",
    because: isPerf
      ? "The thread left its processor by its own doing, or used no processor time between two looks at it."
      : "The thread was in native code and used no processor time between two looks at it.",
  };
}

function gc(facts: TraceFacts | null): StateLore {
  const missing = facts === null ? null : whyMissing(facts, "gcPauses");
  return {
    key: "gc",
    label: "GC pause",
    meaning: "A band through all rows: the collector has stopped all threads.",
    certainty: missing === null ? "recorded" : "missing",
    because:
      missing ??
      "Begin and end are in an event. What rows show under a band goes on only after it.",
  };
}

function pinned(facts: TraceFacts | null): StateLore {
  const missing = facts === null ? null : whyMissing(facts, "pinning");
  return {
    key: "pinned",
    label: "Pinned",
    meaning: "A virtual thread waits without letting go of its carrier.",
    certainty: missing === null ? "recorded" : "missing",
    because: missing ?? "The JDK writes an event for each such wait.",
  };
}

function unknownBecause(facts: TraceFacts | null): string {
  const always =
    "Before the first and after the last certain event of a thread, and where events were lost.";
  return facts !== null &&
    facts.virtualThreadCount > 0 &&
    facts.scheduling.virtualThreads === "none"
    ? `${always} Virtual threads between their events: record with jtrace's agent, hooks=on.`
    : always;
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}
