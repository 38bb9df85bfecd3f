import type { FoundSpan, FoundSpans, Stretch } from "../api/timeline";
import type { Found } from "../api/types";
import { STATE_COUNT, STATE_KEYS } from "../model/states";
import type { TimeRange } from "../units";
import { FLAG_CONTINUED, FLAG_PINNED } from "./columns";
import { contains, framesOf, textOf, type Embedded } from "./dictionaries";
import { SpanMatcher } from "./span-matcher";
import { waitsOf } from "./waits";
import { eachSpan } from "./spans-in";

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

const LOCKS = ["blocked", "waiting", "parked"];

/** What threads waited for each other with, by class of the lock and how they waited. */
export function findLocks(
  embedded: Embedded,
  needle: string,
  limit: number,
): Found["locks"] {
  const threads = Array(embedded.columns.threadCount).keys();
  return waitsOf(embedded, threads, { from: 0, to: Infinity })
    .filter(({ state }) => LOCKS.includes(state))
    .map(({ subject, count, totalNanos, maxNanos }) => {
      const lock = subject ?? "";
      return { lock, waits: count, totalNanos, maxNanos };
    })
    .filter(({ lock }) => contains(lock, needle))
    .slice(0, limit);
}
