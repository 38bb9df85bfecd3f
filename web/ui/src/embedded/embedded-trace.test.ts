import { expect, test } from "vitest";
import type { LongestWaits, Profile } from "../api/profile";
import { traceFacts } from "../api/trace";
import type { FoundSpans, Rows, Samples, Stretch } from "../api/timeline";
import type {
  Found,
  GroupDetail,
  Groups,
  Span,
  ThreadDetail,
  TraceFacts,
} from "../api/types";
import { decodeGroupTiles } from "../timeline/group-tiles";
import { embeddedOf } from "./columns-fixture";
import { EmbeddedTrace } from "./embedded-trace";

/*
 * worker-1: running 0-10, parked for Queue 10-40 (take < main), running 40-100
 * main:     runnable 0-20 after nothing, parked 20-50 pinned, running 50-60
 * CPU 3:    main 5-15, preempted; unknown until 100
 * samples:  worker-1 at 5 by CPU time (take < main), at 45 and 46; an Order of 24 bytes at 47
 */
const EMBEDDED = embeddedOf({
  counts: [3, 3],
  starts: [0, 0],
  lengths: [10, 30, 60, 20, 30, 10],
  states: [0, 4, 0, 1, 4, 0],
  flags: [0, 0, 0, 0, 1, 0],
  operations: [0, 1, 0, 0, 1, 0],
  subjects: [0, 2, 0, 0, 0, 0],
  stacks: [0, 1, 0, 0, 0, 0],
  stackParents: [2, 3, 0],
  stackFrames: [0, 1, 2],
  cpus: [3],
  cpuCounts: [2],
  cpuGaps: [10, 0],
  cpuLengths: [10, 85],
  cpuThreads: [2, 0],
  cpuKinds: [1, 2],
  sampleSteps: [10, 80, 2, 2],
  sampleKinds: [0, 0, 0, 3],
  sampleThreads: [1, 1, 1, 1],
  sampleStacks: [2, 2, 3, 0],
  sampleSubjects: [0, 0, 0, 3],
  sampleWeights: [10, 10, 10, 24],
  callSteps: [100],
  callThreads: [1],
  callNames: [1],
  callTargets: [0],
  javaIds: [14, 2],
  osIds: [0, 0],
  threadGroups: [2, 0],
  seen: [1, 3],
  parents: [2, 0],
  startStacks: [3, 0],
});

const CPU_ROWS: Rows = {
  groups: [
    {
      key: "processors",
      label: "processors",
      count: 1,
      threads: [2],
      starts: [0],
      ends: [100],
      names: ["CPU 3"],
      kinds: ["cpu"],
    },
  ],
};

const CHECKOUT = {
  index: 0,
  type: "com.acme.Checkout",
  label: "Check out",
  start: 12,
  end: 38,
  fields: [
    { name: "note", kind: "text", value: "</script>" },
    { name: "orderId", kind: "number", value: "17" },
  ],
};

const PAGE = new EmbeddedTrace(
  {
    trace: { eventTypes: [], customEvents: { count: 1 } },
    tracks: { gcPauses: [[30, 50, "GC"]], safepoints: [] },
    "rows|cpu": CPU_ROWS,
    "event|0": CHECKOUT,
  },
  EMBEDDED,
);

async function ask<T>(url: string): Promise<T> {
  return (await PAGE.json(url)) as T;
}

test("a profile of waits is a tree of their stacks with reasons below", async () => {
  const profile = await ask<Profile>("/api/profile?kind=park");
  const texts = profile.nodes.name.map((name) => profile.names[name].text);
  expect(texts).toEqual([
    "all",
    "com.acme.Main.main",
    "com.acme.Queue.take",
    "jdk.internal.misc.Unsafe.park",
    "park com.acme.Queue",
    "no stack recorded",
    "park",
  ]);
  expect(profile).toMatchObject({ total: 60, count: 2, unit: "nanos" });
  expect(profile.flat[0]).toMatchObject({ kind: "reason", self: 30 });
});

test("a profile of a window and a group has the part in the window only", async () => {
  const profile = await ask<Profile>(
    "/api/profile?kind=park&from=20&to=30&group=worker-*",
  );
  expect(profile).toMatchObject({ all: 10, count: 1, recorded: true });
});

test("stacks are filtered by their methods", async () => {
  const focused = await ask<Profile>("/api/profile?kind=park&focus=Nothing");
  expect(focused.names.map(({ kind }) => kind)).not.toContain("frame");
  const hidden = await ask<Profile>("/api/profile?kind=park&hide=^jdk");
  expect(hidden.names.map(({ text }) => text)).not.toContain(
    "jdk.internal.misc.Unsafe.park",
  );
  await expect(ask("/api/profile?focus=(")).rejects.toThrow(
    'expected a regular expression in "focus"',
  );
});

test("samples by CPU time are preferred and allocations have their class", async () => {
  const cpu = await ask<Profile>("/api/profile?kind=cpu");
  expect(cpu).toMatchObject({ source: "by CPU time", total: 30, count: 3 });
  const allocated = await ask<Profile>("/api/profile?kind=alloc&thread=0");
  expect(allocated).toMatchObject({ unit: "bytes", total: 24 });
  expect(allocated.names.map(({ text }) => text)).toContain("com.acme.Order");
});

test("all time is waits and samples, and adds up to the lives of the threads", async () => {
  const profile = await ask<Profile>("/api/profile?kind=time");
  const { first, start, end } = EMBEDDED.columns;
  const spans = Array.from({ length: first[2] }, (_, span) => span);
  const lives = spans.reduce((sum, i) => sum + end[i] - start[i], 0);
  expect(profile).toMatchObject({ total: lives, source: "all by CPU time" });
  const reasons = profile.names.filter(({ kind }) => kind === "reason");
  expect(reasons.map(({ text }) => text)).toContain("running");
  expect(reasons.map(({ text }) => text)).toContain("park com.acme.Queue");
});

test("what no event tells of is not recorded", async () => {
  const profile = await ask<Profile>("/api/profile?kind=pinned&thread=0");
  expect(profile).toMatchObject({ recorded: false, total: 0 });
});

test("the longest waits come first and say where in the program they were", async () => {
  const { total, waits } = await ask<LongestWaits>("/api/waits?kind=park");
  expect(total).toBe(2);
  expect(waits[0]).toMatchObject({
    name: "worker-1",
    subject: "com.acme.Queue",
    site: "com.acme.Queue.take:12",
  });
});

test("filters let the spans through that the server would", async () => {
  const count = async (q: string) =>
    (await ask<FoundSpans>(`/api/spans?q=${encodeURIComponent(q)}`)).count;
  expect(await count("")).toBe(6);
  expect(await count("state:parked lock:queue")).toBe(1);
  expect(await count("-state:running dur>=30ns")).toBe(2);
  expect(await count('frame:"Main.main" !main')).toBe(1);
  expect(await count("is:virtual time:0..20ns")).toBe(1);
  expect(await count("is:pinned")).toBe(1);
  await expect(count("state:asleep")).rejects.toThrow("expected one of");
});

test("a tag lets the spans through whose stack tells it", async () => {
  const tag = { key: "queue", label: "Queue", prefixes: ["com.acme.Queue."] };
  const facts = { durationNanos: 100, stackTags: [tag] };
  traceFacts.value = facts as unknown as TraceFacts;
  const count = async (q: string) =>
    (await ask<FoundSpans>(`/api/spans?q=${encodeURIComponent(q)}`)).count;
  expect(await count("tag:queue")).toBe(1);
  expect(await count("tag:queue -frame:Queue.take")).toBe(0);
  await expect(count("tag:smtp")).rejects.toThrow("expected one of queue");
  traceFacts.value = null;
});

test("rows are sorted, and those of threads with a span that passes", async () => {
  const keys = async (query: string) =>
    (await ask<Rows>(`/api/rows?${query}`)).groups.map(({ key }) => key);
  expect(await keys("by=name&sort=name")).toEqual(["main", "worker-*"]);
  expect(await keys("by=name&sort=busy")).toEqual(["worker-*", "main"]);
  expect(await keys("by=carrier")).toEqual(["worker-*"]);
  expect(await keys("by=cpu&q=CPU")).toEqual(["processors"]);
  expect(await keys("by=cpu&q=CPU 4")).toEqual([]);
  const { groups } = await ask<Rows>("/api/rows?by=name&q=state:runnable");
  expect(groups.map(({ key }) => key)).toEqual(["main"]);
});

test("a search finds threads, groups, locks, frames and events", async () => {
  const found = await ask<Found>("/api/find?q=QUEUE");
  expect(found.locks).toEqual([
    { lock: "com.acme.Queue", waits: 1, totalNanos: 30, maxNanos: 30 },
  ]);
  expect(found.frames).toEqual([{ method: "com.acme.Queue.take", spans: 1 }]);
  const of = async (q: string) => (await ask<Found>(`/api/find?q=${q}`)).events;
  expect(await of("check")).toMatchObject([{ field: null, count: 1 }]);
  expect(await of("17")).toMatchObject([{ field: "orderId", value: "17" }]);
  expect((await ask<Found>("/api/find?q=work")).groups).toEqual(["worker-*"]);
});

test("a stretch of a thread is summed up by state", async () => {
  const stretch = await ask<Stretch>("/api/stretch?thread=0&from=5&to=20");
  expect(stretch).toMatchObject({ count: 2, maxNanos: 30 });
  expect(stretch.states[4]).toBe(10);
});

test("samples within a bucket are one, allocations none", async () => {
  const samples = await ask<Samples>("/api/samples?threads=0,1&bucket=10");
  expect(samples.threads).toEqual([
    {
      thread: 0,
      samples: [
        [5, 0, "cpu", 1],
        [45, 0, "cpu", 2],
      ],
    },
    { thread: 1, samples: [] },
  ]);
  expect(samples.stacks[0].map((frame) => samples.frames[frame])).toEqual([
    "com.acme.Main.main",
    "com.acme.Queue.take",
  ]);
});

test("a processor is a row whose spans say who was on it", async () => {
  const span = await ask<Span>("/api/span?thread=2&t=6");
  expect(span).toMatchObject({
    threadName: "CPU 3",
    otherName: "main",
    left: "preempted",
    previous: null,
    next: 7,
  });
  await expect(ask("/api/span?thread=2&t=1")).rejects.toThrow("processor");
  expect(await ask("/api/labels?spans=6,7")).toEqual({
    labels: ["main", "undetermined"],
  });
});

test("system calls belong to the span that they were seen in", async () => {
  const span = await ask<Span>("/api/span?thread=0&t=50");
  expect(span.samples).toEqual([
    { kind: "syscall", name: "park", target: "", count: 1 },
  ]);
});

test("a thread tells what it did and waited for in a window", async () => {
  const thread = await ask<ThreadDetail>("/api/thread?id=0&from=20&to=50");
  expect(thread).toMatchObject({
    name: "worker-1",
    javaId: 7,
    group: "com.acme.Queue",
    parentName: "main",
    startSeen: true,
    endSeen: false,
    spanCount: 2,
    waits: [{ operation: "park", count: 1, totalNanos: 20 }],
    samples: { cpu: 2, allocation: 1, allocatedBytes: 24 },
    topFrames: [{ frame: "com.acme.Main.main", count: 1 }, {}],
  });
  expect(thread.longest.map(({ index }) => index)).toEqual([1]);
});

test("a group has a row for each thread with its time by state and operation", async () => {
  const group = await ask<GroupDetail>("/api/group?by=kind&group=platform");
  expect(group.columns.map(({ label }) => label)).toEqual(["Running", "Park"]);
  expect(group.rows).toMatchObject([{ lifeNanos: 100, values: [70, 30] }]);
  expect(group.percentOfTotal).toBe(62.5);
  expect(group.specialRanges.rows[0].values).toEqual([20, 0, 0]);
  await expect(ask("/api/group?group=nobody")).rejects.toThrow("no thread");
});

test("groups are summed up in a window", async () => {
  const { groups } = await ask<Groups>("/api/groups?by=name&from=55&to=65");
  expect(groups).toMatchObject([
    { key: "worker-*", totalNanos: 10 },
    { key: "main", totalNanos: 5, virtual: 1 },
  ]);
});

test("the sums of a group are exact in each bucket", async () => {
  const wish = { by: "name", level: 3, first: 0, last: 0, groups: ["main"] };
  const answer = await PAGE.bytes("/api/group-tiles", wish);
  const [tile] = decodeGroupTiles(answer);
  expect([...tile.alive!.slice(6, 9)]).toEqual([1, 0.5, 0]);
  // From 16 to 24: 4 ns runnable, 4 ns parked.
  expect([tile.shares[1]![2], tile.shares[4]![2]]).toEqual([128, 128]);
});

test("what is not in the file is said in a sentence", async () => {
  await expect(ask("/api/thread?id=7")).rejects.toThrow("no such thread");
  await expect(ask("/api/overview?from=0&to=5&buckets=240")).rejects.toThrow(
    "clear the time window",
  );
  await expect(ask("/api/scheduling?by=name&group=main")).rejects.toThrow(
    "clear the group",
  );
  await expect(ask("/api/event?index=5")).rejects.toThrow("too many");
  await expect(ask("/api/locks?from=0&to=5")).rejects.toThrow("of locks");
  await expect(ask("/api/io-target?key=x")).rejects.toThrow("hosts and files");
  await expect(ask("/api/newer")).rejects.toThrow("has no answer to this");
});

test("a thread without events has an empty answer", async () => {
  expect(await ask("/api/events?threads=0,-1")).toEqual({
    threads: [
      { thread: 0, slices: [], instants: [] },
      { thread: -1, slices: [], instants: [] },
    ],
  });
});
