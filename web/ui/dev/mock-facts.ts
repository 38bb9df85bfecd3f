import type {
  Diagnostic,
  EventTypeFacts,
  TraceFacts,
} from "../src/api/types.ts";
import { STATE_KEYS, STATE_LABEL } from "../src/model/states.ts";
import { HOSTILE_NAME } from "./mock-cast.ts";
import { BASE_NAME } from "./mock-compare.ts";
import type { MockEvents } from "./mock-events.ts";
import { schedulingFacts } from "./mock-scheduling.ts";
import { DURATION_NANOS, type MockTrace } from "./mock-trace.ts";

/** Most remarks concern no place in the file and no time. */
const NOWHERE = { offsetBytes: null, fromNanos: null, toNanos: null } as const;

const DIAGNOSTICS: readonly Diagnostic[] = [
  {
    severity: "loss",
    kind: "TRUNCATED",
    sentence: "The recording ends in the middle of an event.",
    detail: "chunk 3",
    count: 1,
    sizeBytes: 40_960,
    offsetBytes: 18_402_113,
    fromNanos: DURATION_NANOS - 20_000_000,
    toNanos: DURATION_NANOS,
  },
  {
    severity: "repair",
    kind: "OVERLAP",
    sentence: "Two events of one thread overlapped; the later one was cut.",
    detail: "ThreadPark and JavaMonitorEnter",
    count: 12,
    sizeBytes: 0,
    ...NOWHERE,
  },
  {
    severity: "limit",
    kind: "THRESHOLD",
    sentence: "Socket reads shorter than 1 ms were not recorded.",
    detail: "jdk.SocketRead threshold",
    count: 1,
    sizeBytes: 0,
    ...NOWHERE,
  },
  {
    severity: "limit",
    kind: "NO_SCHEDULING",
    sentence:
      "The recording has no scheduling data: running may mean ready to run.",
    detail: null,
    count: 1,
    sizeBytes: 0,
    ...NOWHERE,
  },
];

const EVENT_TYPES: readonly EventTypeFacts[] = [
  [
    "jdk.ThreadPark",
    "Java Thread Park",
    48_210,
    { enabled: "true", threshold: "0 ns", stackTrace: "true" },
  ],
  [
    "jdk.JavaMonitorEnter",
    "Java Monitor Blocked",
    2_204,
    { enabled: "true", threshold: "0 ns", stackTrace: "true" },
  ],
  [
    "jdk.SocketRead",
    "Socket Read",
    31_377,
    { enabled: "true", threshold: "1 ms", stackTrace: "true" },
  ],
  [
    "jdk.FileWrite",
    "File Write",
    9_812,
    { enabled: "true", threshold: "0 ns" },
  ],
  ["jdk.GarbageCollection", "Garbage Collection", 16, { enabled: "true" }],
  [
    "jdk.ExecutionSample",
    "Method Profiling Sample",
    11_204,
    { enabled: "true", period: "10 ms" },
  ],
  [
    "jdk.VirtualThreadPinned",
    "Virtual Thread Pinned",
    395,
    { enabled: "true", threshold: "0 ns", stackTrace: "true" },
  ],
  ["jdk.CPULoad", "CPU Load", 6, { enabled: "true", period: "1 s" }],
].map(
  ([name, label, count, settings]) =>
    ({
      name,
      label,
      count,
      sizeBytes: (count as number) * 42,
      settings,
    }) as EventTypeFacts,
);

export function facts(trace: MockTrace, events: MockEvents): TraceFacts {
  return {
    version: 1,
    name: "orders-prod-7f9c.jfr",
    base: BASE_NAME,
    startEpochNanos: "1767967331000000000",
    durationNanos: DURATION_NANOS,
    sizeBytes: 18_443_073,
    chunks: 3,
    eventCount: 412_907,
    jvms: [
      {
        name: "OpenJDK 64-Bit Server VM",
        version: "25.0.3+9-LTS",
        javaVersion: "25.0.3",
        pid: 4711,
        mainClass: "com.acme.orders.Application",
        arguments: "-Xmx4g -XX:+UseG1GC",
        collector: "G1",
        maxHeapBytes: 4 * 1024 ** 3,
        processors: 16,
        cpu: "AMD EPYC 7763",
        os: "Linux 6.1",
      },
    ],
    threadCount: trace.threads.length,
    virtualThreadCount: trace.threads.filter(({ kind }) => kind === "virtual")
      .length,
    spanCount: trace.spanCount,
    stackCount: 2_117,
    states: STATE_KEYS.map((key) => ({ key, label: STATE_LABEL[key] })),
    stackTags: [
      { key: "http", label: "HTTP", prefixes: ["org.apache.coyote."] },
      { key: "jdbc", label: "JDBC", prefixes: ["org.postgresql."] },
      { key: "dns", label: "DNS", prefixes: ["java.net.InetAddress"] },
    ],
    perfettoUi: process.env.MOCK_PERFETTO_UI ?? "https://ui.perfetto.dev",
    traceLink: "https://traces.example/trace/{traceId}",
    diagnostics: DIAGNOSTICS,
    lostBytes: 40_960,
    lostPercent: 0.22,
    customEvents: events.facts(),
    scheduling: schedulingFacts(trace),
    eventTypes: [
      ...EVENT_TYPES,
      { ...EVENT_TYPES[0], name: `com.acme.${HOSTILE_NAME}`, count: 1 },
    ],
  };
}
