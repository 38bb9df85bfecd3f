import type { EventTypeCount, Frame, Found } from "../src/api/types.ts";
import type {
  EventDetails,
  EventField,
  EventsOfThread,
} from "../src/api/timeline.ts";
import type { TimeRange } from "../src/units.ts";
import { HOSTILE_NAME, MS } from "./mock-cast.ts";
import { DURATION_NANOS, type MockTrace } from "./mock-trace.ts";

/** An event of the made-up program, in full. */
interface MockEvent {
  readonly thread: number;
  readonly start: number;
  readonly end: number;
  readonly lane: number;
  readonly type: number;
  readonly fields: readonly EventField[];
}

const TYPES = [
  { name: "com.acme.orders.Request", label: "Request" },
  { name: "com.acme.orders.Query", label: "Query" },
  { name: "com.acme.orders.CacheMiss", label: "Cache miss" },
  { name: "com.acme.ops.Deployment", label: "Deployment" },
  { name: `com.evil.${HOSTILE_NAME}`, label: HOSTILE_NAME },
] as const;

const STACK: readonly Frame[] = [
  { method: "com.acme.orders.OrderController.post", line: 61, kind: "jit" },
  { method: "java.lang.Thread.run", line: 1583, kind: "jit" },
];

const REQUEST_THREADS = 4;
const REQUEST_EVERY_MILLIS = 120;
const REQUEST_MILLIS = 80;

function number(name: string, value: number): EventField {
  return { name, kind: "number", value: String(value) };
}

function text(name: string, value: string | null): EventField {
  return { name, kind: "text", value };
}

/** A request with a query inside it and a mark for what the cache lacked. */
function request(thread: number, at: number, id: number): MockEvent[] {
  const start = at * MS;
  const fields = [
    number("orderId", id),
    { name: "queued", kind: "nanos", value: "1.5 ms" },
    text("customer", `customer-${id % 7}`),
    text("voucher", null),
  ];
  return [
    {
      thread,
      start,
      end: start + REQUEST_MILLIS * MS,
      lane: 0,
      type: 0,
      fields,
    },
    {
      thread,
      start: start + 10 * MS,
      end: start + 40 * MS,
      lane: 1,
      type: 1,
      fields: [text("sql", `select * from orders where id = ${id}`)],
    },
    {
      thread,
      start: start + 60 * MS,
      end: start + 60 * MS,
      lane: 0,
      type: 2,
      fields: [number("key", id)],
    },
  ];
}

/** The events of the synthetic trace: on a few request threads, a hostile one, and two of no thread. */
export class MockEvents {
  readonly all: readonly MockEvent[];

  constructor(private readonly trace: MockTrace) {
    const first = trace.threads.findIndex(({ name }) => /exec/.test(name));
    const hostile = trace.threads.findIndex(
      ({ name }) => name === HOSTILE_NAME,
    );
    const all: MockEvent[] = [
      event(-1, 1000, 3000, 3, [text("version", "7f9c")]),
      event(-1, 4000, 4000, 3, [text("version", "7f9d")]),
      event(hostile, 100, 5900, 4, [text(HOSTILE_NAME, HOSTILE_NAME)]),
    ];
    for (let i = 0; i < REQUEST_THREADS; i++) {
      let id = 1000 * i;
      for (let at = 20 + 17 * i; at < 5800; at += REQUEST_EVERY_MILLIS)
        all.push(...request(first + i, at, id++));
    }
    this.all = all.sort((a, b) => a.thread - b.thread || a.start - b.start);
  }

  lanesOf(thread: number): number {
    return this.all
      .filter((event) => event.thread === thread)
      .reduce((lanes, { lane }) => Math.max(lanes, lane + 1), 0);
  }

  facts() {
    const types: EventTypeCount[] = TYPES.map((type, i) => ({
      ...type,
      count: this.all.filter((event) => event.type === i).length,
    }));
    return {
      count: this.all.length,
      lanesWithoutThread: this.lanesOf(-1),
      types,
    };
  }

  /** As the server: what is shorter than a bucket is drawn with what comes before it in its bucket. */
  window(thread: number, range: TimeRange, bucket: number): EventsOfThread {
    const slices: [number, number, number, number, number, number][] = [];
    const instants: [number, number, number, number][] = [];
    this.all.forEach((event, index) => {
      const { start, end, lane, type } = event;
      if (event.thread !== thread || end < range.from || start > range.to)
        return;
      if (start === end) {
        const last = instants.at(-1);
        if (last && same(last[1], start, bucket)) last[3]++;
        else instants.push([index, start, type, 1]);
        return;
      }
      const last = slices.findLast((slice) => slice[3] === lane);
      const isShort = end - start < bucket;
      if (isShort && last && same(last[1], start, bucket)) {
        last[2] = end;
        last[5]++;
      } else slices.push([index, start, end, lane, type, 1]);
    });
    return { thread, slices, instants };
  }

  detail(index: number): EventDetails | null {
    const event = this.all[index];
    if (event === undefined) return null;
    const { thread, start, end, lane, type, fields } = event;
    const neighbour = (at: number) =>
      this.all[at]?.thread === thread ? at : null;
    return {
      index,
      type: TYPES[type].name,
      label: TYPES[type].label,
      thread: thread < 0 ? null : thread,
      threadName: this.trace.threads[thread]?.name ?? null,
      start,
      end,
      instant: start === end,
      lane,
      fields,
      stack: type === 0 ? STACK : null,
      previous: neighbour(index - 1),
      next: neighbour(index + 1),
    };
  }

  find(has: (text: string) => boolean): Found["events"] {
    return TYPES.flatMap(({ name, label }, type) => {
      const index = this.all.findIndex((event) => event.type === type);
      if (!has(name) && !has(label)) return [];
      const { start, end } = this.all[index];
      const count = this.all.filter((event) => event.type === type).length;
      const found = { type: name, label, field: null, value: null };
      return [{ ...found, count, index, start, end }];
    });
  }
}

function event(
  thread: number,
  fromMillis: number,
  toMillis: number,
  type: number,
  fields: readonly EventField[],
): MockEvent {
  const end = Math.min(DURATION_NANOS, toMillis * MS);
  return { thread, start: fromMillis * MS, end, lane: 0, type, fields };
}

function same(at: number, other: number, bucket: number): boolean {
  return Math.floor(at / bucket) === Math.floor(other / bucket);
}
