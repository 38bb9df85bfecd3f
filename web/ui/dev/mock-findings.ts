import type { Finding, Findings } from "../src/api/types.ts";
import type { TimeRange } from "../src/units.ts";

const CONVOY: Finding = {
  kind: "lockConvoy",
  heading: "Many threads waited for one lock",
  threshold:
    "4 or more threads at once, and more than 1 % of the time together",
  explanation: "While one thread holds the lock the others stand still.",
  subject: "com.acme.orders.PriceCache@5f2e1a",
  evidence: [
    { label: "threads at once", count: 31 },
    { label: "waited together", nanos: 19_700_000_000 },
    { label: "longest", nanos: 44_000_000 },
  ],
  culprit: "http-nio-8080-exec-17",
  from: 2_180_000_000,
  to: 2_420_000_000,
  costNanos: 19_700_000_000,
  key: "blocked com.acme.orders.PriceCache@5f2e1a",
};

const SLOW: Finding = {
  kind: "slowHost",
  heading: "Slow answers",
  threshold: "a read or connect of 100 ms or longer, from a port below 32768",
  explanation: "Threads waited for this peer.",
  subject: "<img src=x onerror=alert(1)>:5432",
  evidence: [
    { label: "times", count: 7 },
    { label: "longest", nanos: 212_000_000 },
  ],
  culprit: null,
  from: 1_000_000_000,
  to: 1_212_000_000,
  costNanos: 900_000_000,
  key: null,
};

export function mockFindings(range: TimeRange): Findings {
  return {
    findings: [CONVOY, SLOW].filter(
      ({ from, to }) => from < range.to && to > range.from,
    ),
    unknown: [
      {
        kind: "timeToSafepoint",
        heading: "Slow to reach a safepoint",
        threshold: "5 ms or longer until all threads stood still",
      },
    ],
  };
}
