import { expect, test } from "vitest";
import { decodeTiles } from "../timeline/tiles";
import { columnsOf, TEXTS } from "./columns-fixture";
import { makeTiles } from "./make-tiles";
import { SpanFacts } from "./span-facts";

/** Thread 0 alternates between running and parked every 10 ns, `count` times, from 100 ns on; thread 1 wakes it once. */
function alternating(count: number) {
  const each = (value: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => value(i));
  const parked = (value: number) => each((i) => (i % 2 === 0 ? 0 : value));
  return columnsOf({
    counts: [count, 0],
    starts: [100, 0],
    lengths: each(() => 10),
    states: parked(4),
    operations: parked(1),
    subjects: parked(2),
    stacks: parked(1),
    amounts: parked(2000),
    addressesHigh: each(() => 1),
    addressesLow: each(() => 2),
    stackParents: [2, 0],
    stackFrames: [0, 1],
    flowKinds: [0],
    flowFrom: [2],
    flowTo: [1],
    flowEffects: [240],
    flowDelays: [10],
  });
}

function factsOf(count: number): SpanFacts {
  return new SpanFacts({ columns: alternating(count), texts: TEXTS });
}

function tileOf(count: number, level: number, index: number) {
  const wish = { level, first: index, last: index, threads: [0] };
  return decodeTiles(makeTiles(alternating(count), wish))[0];
}

test("few spans are listed as they are", () => {
  const tile = tileOf(4, 0, 0);
  if (tile.kind !== "exact") throw new Error(tile.kind);
  expect([...tile.spans.start]).toEqual([100, 110, 120, 130]);
  expect([...tile.spans.end]).toEqual([110, 120, 130, 140]);
  expect([...tile.spans.state]).toEqual([0, 4, 0, 4]);
  expect([...tile.spans.index]).toEqual([0, 1, 2, 3]);
});

test("many spans are summed up in buckets", () => {
  const tile = tileOf(1000, 5, 0);
  if (tile.kind !== "buckets") throw new Error(tile.kind);
  expect([...tile.buckets.slice(0, 3)]).toEqual([0, 0, 0]);
  // 96 to 128: 4 ns before the thread lived, then 10 running, 10 parked and 8 running.
  expect(tile.buckets[3]).toBe((8 << 4) | 1);
  expect(tile.wide.start).toHaveLength(0);
});

test("a tile after the end of the thread is empty", () => {
  expect(tileOf(4, 0, 1).kind).toBe("empty");
});

test("a span tells what the server would", () => {
  const facts = factsOf(4);
  const span = facts.span(facts.at(0, 115));
  expect(span).toMatchObject({
    index: 1,
    threadName: "worker-1",
    start: 110,
    end: 120,
    state: "parked",
    operation: "park",
    subject: "com.acme.Queue",
    amount: 1000,
    amountKind: "timeoutNanos",
    address: "0x100000002",
    wokenBy: { name: "main", nanos: 115, kind: "unparked" },
    previous: 0,
    next: 2,
  });
  expect(span.stack).toEqual([
    { method: "jdk.internal.misc.Unsafe.park", line: null, kind: "native" },
    { method: "com.acme.Queue.take", line: 12, kind: "jit" },
  ]);
  expect(facts.label(1)).toBe("Queue");
  expect(facts.label(0)).toBe("running");
  expect(facts.flows(0, { from: 0, to: 1000 }, 10).total).toBe(1);
  expect(() => facts.at(0, 99)).toThrow();
});

test("times by state are cut to the stretch", () => {
  const facts = factsOf(4);
  const row = facts.group("workers", [0, 1], { from: 105, to: 125 });
  expect(row).toMatchObject({ count: 1, spans: 3, totalNanos: 20 });
  expect(row?.states.slice(0, 5)).toEqual([10, 0, 0, 0, 10]);
});
