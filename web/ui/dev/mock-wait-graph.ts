import type { Deadlock, GraphHolder, WaitGraph } from "../src/api/locks.ts";
import type { TimeRange } from "../src/units.ts";
import { CONTENDED_FROM, CONTENDED_TO } from "./mock-cast.ts";
import type { MockThread, MockTrace } from "./mock-trace.ts";

const BUCKETS = 240;

interface Blocked {
  readonly thread: MockThread;
  readonly position: number;
}

/** Who is blocked at an instant, by the thread that lets go of the lock; chains are of one link only. */
export function waitGraph(
  trace: MockTrace,
  range: TimeRange,
  asked: string | null,
): WaitGraph {
  const at =
    asked === null ? (CONTENDED_FROM + CONTENDED_TO) / 2 : Number(asked);
  const blocked = blockedAt(trace, at);
  const owners = new Set(blocked.map(ownerOf));
  const bucketNanos = Math.ceil((range.to - range.from) / BUCKETS);
  return {
    at,
    count: blocked.length,
    holders: [...owners].map((owner) => holder(trace, at, owner, blocked)),
    bucketNanos,
    queue: Array.from(
      { length: BUCKETS },
      (_, i) => blockedAt(trace, range.from + i * bucketNanos).length,
    ),
    recorded: true,
    deadlocks: [deadlock(trace)],
  };
}

function blockedAt(trace: MockTrace, at: number): readonly Blocked[] {
  return trace.threads.flatMap((thread) =>
    thread.spans.flatMap((span, position) =>
      span.state === "blocked" && span.start <= at && span.end > at
        ? [{ thread, position }]
        : [],
    ),
  );
}

function ownerOf({ thread, position }: Blocked): number | null {
  return thread.spans[position].other;
}

function holder(
  trace: MockTrace,
  at: number,
  owner: number | null,
  blocked: readonly Blocked[],
): GraphHolder {
  const thread = owner === null ? undefined : trace.threads[owner];
  const span = thread?.spans.find(({ start, end }) => start <= at && end > at);
  const waits = blocked.filter((each) => ownerOf(each) === owner);
  return {
    thread: owner,
    name: thread?.name ?? null,
    state: span?.state ?? null,
    site: span?.stack?.[0]?.method ?? null,
    inCircle: false,
    count: waits.length,
    waits: waits.map((each) => waitOf(each)),
  };
}

function waitOf({ thread, position }: Blocked) {
  const { start, end, state, subject, stack } = thread.spans[position];
  return {
    depth: 1,
    index: thread.firstSpan + position,
    thread: thread.id,
    name: thread.name,
    state,
    start,
    end,
    lock: subject,
    address: null,
    evidence: "let_go" as const,
    site: stack?.[0]?.method ?? null,
    inCircle: false,
  };
}

/** Made up: two threads that lock two accounts in opposite order. */
function deadlock(trace: MockTrace): Deadlock {
  const member = (thread: MockThread, lock: string) => ({
    index: thread.firstSpan,
    thread: thread.id,
    name: thread.name,
    state: "blocked" as const,
    lock,
    address: "0x7f3a1040",
    since: CONTENDED_FROM,
    beginSeen: true,
    stack: thread.spans.find(({ stack }) => stack !== null)?.stack ?? null,
  });
  const [one, other] = trace.threads.slice(-2);
  return {
    from: CONTENDED_FROM,
    to: CONTENDED_TO,
    beginSeen: true,
    members: [
      member(one, "com.acme.bank.Account"),
      member(other, "com.acme.bank.Ledger"),
    ],
  };
}
