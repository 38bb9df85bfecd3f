import type { TraceFacts } from "../api/types";

interface Source {
  /** Event types any of which would do; the first is named. */
  readonly events: readonly string[];
  /** The first JDK that has it, where that is not the oldest supported. */
  readonly sinceJdk?: number;
  /** What to do to have it, besides recording with jtrace's settings. */
  readonly how?: string;
}

/** Where what the pages show comes from. */
const SOURCES = {
  monitors: { events: ["jdk.JavaMonitorEnter"] },
  gcPauses: { events: ["jdk.GCPhasePause", "jdk.GarbageCollection"] },
  cpuLoad: { events: ["jdk.CPULoad"] },
  allocation: { events: ["jdk.ObjectAllocationSample"] },
  samples: {
    events: ["jdk.ExecutionSample", "jdk.CPUTimeSample"],
  },
  pinning: { events: ["jdk.VirtualThreadPinned"], sinceJdk: 21 },
  wakers: {
    events: ["jtrace.Unpark", "jtrace.VirtualThreadRunnable"],
    how: "with jtrace's agent and hooks=on",
  },
  io: {
    events: [
      "jdk.SocketRead",
      "jdk.FileRead",
      "jdk.SocketWrite",
      "jdk.FileWrite",
    ],
  },
  tasks: {
    events: ["jtrace.TaskQueued"],
    how: "with jtrace's agent and hooks=on",
  },
} as const satisfies Readonly<Record<string, Source>>;

export type Topic = keyof typeof SOURCES;

const WITH_SETTINGS = "with jtrace's agent or its settings, jtrace.jfc";

/**
 * Why a trace holds nothing of a kind, and how to get it: a sentence or two. Null where it was recorded, so that nothing
 * means that nothing happened.
 */
export function whyMissing(facts: TraceFacts, topic: Topic): string | null {
  const { events, sinceJdk, how = WITH_SETTINGS }: Source = SOURCES[topic];
  const [name] = events;
  const known = facts.eventTypes.filter((type) => events.includes(type.name));
  if (known.some(({ count, settings }) => count > 0 || isOn(settings)))
    return null;
  const jdk = Number.parseInt(facts.jvms.at(0)?.javaVersion ?? "", 10);
  if (sinceJdk !== undefined && jdk < sinceJdk)
    return `JDK ${jdk} has no ${name}: it needs JDK ${sinceJdk} or newer.`;
  const fault =
    known.length > 0
      ? `${name} was switched off in this recording.`
      : `The recording has no ${name}.`;
  return `${fault} Record ${how}.`;
}

function isOn(settings: Readonly<Record<string, string>>): boolean {
  return settings.enabled === "true";
}
