import type { FoundSpan, FoundSpans, Stretch } from "../api/timeline";
import type { EventDetails } from "../api/timeline";
import type { Found } from "../api/types";
import { STATE_COUNT, STATE_KEYS, STATE_ORDINAL } from "../model/states";
import type { TimeRange } from "../units";
import { eachSpan, FLAG_CONTINUED, FLAG_PINNED } from "./columns";
import { contains, framesOf, textOf, type Embedded } from "./dictionaries";
import { isBlocking } from "./delays";
import { SpanMatcher } from "./span-matcher";

/** What a search for spans asks. */
export interface SpanWish {
  readonly filter: string;
  readonly range: TimeRange;
  readonly threads: readonly number[] | null;
  readonly sort: string;
  readonly offset: number;
  readonly limit: number;
}

/** The spans that a filter lets through. */
export function findSpans(
  embedded: Embedded,
  wish: SpanWish,
  label: (span: number) => string,
): FoundSpans {
  const { columns: c } = embedded;
  const matcher = new SpanMatcher(embedded, wish.filter);
  const found: { span: number; thread: number }[] = [];
  let totalNanos = 0;
  for (const thread of wish.threads ?? Array(c.threadCount).keys()) {
    if (!matcher.thread(thread)) continue;
    eachSpan(c, thread, wish.range, (span, nanos) => {
      if (!matcher.span(span)) return;
      totalNanos += nanos;
      found.push({ span, thread });
    });
  }
  const length = (span: number) => c.end[span] - c.start[span];
  found.sort((a, b) =>
    wish.sort === "start"
      ? c.start[a.span] - c.start[b.span] || a.span - b.span
      : length(b.span) - length(a.span) || a.span - b.span,
  );
  return {
    count: found.length,
    totalNanos,
    spans: found
      .slice(wish.offset, wish.offset + wish.limit)
      .map(({ span, thread }) => foundSpan(embedded, span, thread, label)),
  };
}

function foundSpan(
  embedded: Embedded,
  span: number,
  thread: number,
  label: (span: number) => string,
): FoundSpan {
  const { columns: c, texts } = embedded;
  const [frame] = framesOf(embedded, c.stack[span]);
  return {
    index: span,
    thread,
    threadName: texts.threadNames[thread],
    start: c.start[span],
    end: c.end[span],
    state: STATE_KEYS[c.state[span]],
    operation: textOf(texts, c.operation[span]),
    subject: textOf(texts, c.subject[span]),
    label: label(span),
    frame: frame?.[0] ?? null,
    pinned: (c.flags[span] & FLAG_PINNED) !== 0,
  };
}

/** What one thread did in a stretch of time. */
export function stretch(
  { columns: c }: Embedded,
  thread: number,
  range: TimeRange,
): Stretch {
  const states = new Array<number>(STATE_COUNT).fill(0);
  let count = 0;
  let maxNanos = 0;
  eachSpan(c, thread, range, (span, nanos) => {
    count++;
    maxNanos = Math.max(maxNanos, c.end[span] - c.start[span]);
    states[c.state[span]] += nanos;
  });
  return { count, maxNanos, states };
}

/** Methods on stacks of spans whose names have a text, with how many spans have them. */
export function findFrames(
  embedded: Embedded,
  needle: string,
  limit: number,
): Found["frames"] {
  const { columns: c } = embedded;
  const spansByStack = new Map<number, number>();
  for (let span = 0; span < c.threadSpans; span++) {
    const stack = c.stack[span];
    if (stack >= 0 && (c.flags[span] & FLAG_CONTINUED) === 0)
      spansByStack.set(stack, (spansByStack.get(stack) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  for (const [stack, spans] of spansByStack) {
    const methods = new Set<string>();
    for (const [method] of framesOf(embedded, stack))
      if (contains(method, needle)) methods.add(method);
    for (const method of methods)
      counts.set(method, (counts.get(method) ?? 0) + spans);
  }
  return [...counts]
    .map(([method, spans]) => ({ method, spans }))
    .sort((a, b) => b.spans - a.spans || (a.method < b.method ? -1 : 1))
    .slice(0, limit);
}

const { blocked, waiting, parked } = STATE_ORDINAL;

/** What threads waited for each other with, by class of the lock and how they waited. */
export function findLocks(
  { columns: c, texts }: Embedded,
  needle: string,
  limit: number,
): Found["locks"] {
  const locks = new Map<
    string,
    { lock: string; waits: number; totalNanos: number; maxNanos: number }
  >();
  const isLock = [blocked, waiting, parked].filter(isBlocking);
  for (let span = 0; span < c.threadSpans; span++) {
    const [state, subject] = [c.state[span], c.subject[span]];
    if (!isLock.includes(state) || subject < 0) continue;
    const key = `${state} ${c.operation[span]} ${subject}`;
    let lock = locks.get(key);
    if (lock === undefined) {
      lock = {
        lock: texts.strings[subject],
        waits: 0,
        totalNanos: 0,
        maxNanos: 0,
      };
      locks.set(key, lock);
    }
    const nanos = c.end[span] - c.start[span];
    if ((c.flags[span] & FLAG_CONTINUED) === 0) lock.waits++;
    lock.totalNanos += nanos;
    lock.maxNanos = Math.max(lock.maxNanos, nanos);
  }
  return [...locks.values()]
    .filter(({ lock }) => contains(lock, needle))
    .sort((a, b) => b.totalNanos - a.totalNanos)
    .slice(0, limit);
}

/** Kinds of fields in whose values a search looks. */
const SEARCHED = ["text", "class", "method"];

/** Events of the program whose type, or the value of a field, has a text; or a field that is this number. */
export function findEvents(
  events: readonly EventDetails[],
  needle: string,
  limit: number,
): Found["events"] {
  type Match = {
    -readonly [K in keyof Found["events"][number]]: Found["events"][number][K];
  };
  const types = new Map<string, Match>();
  const values = new Map<string, Match>();
  const count = (
    matches: Map<string, Match>,
    event: EventDetails,
    field: string | null,
    value: string | null,
  ) => {
    const { type, label, index, start, end } = event;
    const key = JSON.stringify([type, field, value]);
    const match = matches.get(key);
    if (match === undefined)
      matches.set(key, {
        type,
        label,
        field,
        value,
        count: 1,
        index,
        start,
        end,
      });
    else {
      match.count++;
      if (start < match.start) Object.assign(match, { index, start, end });
    }
  };
  for (const event of events) {
    if (contains(event.type, needle) || contains(event.label, needle))
      count(types, event, null, null);
    for (const { name, kind, value } of event.fields) {
      if (value === null) continue;
      const isFound = SEARCHED.includes(kind)
        ? contains(value, needle)
        : kind === "number" && value === needle;
      if (isFound) count(values, event, name, value);
    }
  }
  return [types, values]
    .flatMap((matches) =>
      [...matches.values()].sort((a, b) => b.count - a.count),
    )
    .slice(0, limit);
}
