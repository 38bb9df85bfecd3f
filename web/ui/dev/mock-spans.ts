import type { FoundSpans, Stretch } from "../src/api/timeline.ts";
import type { TimeRange } from "../src/units.ts";
import { statesOf } from "./mock-analysis.ts";
import { positionsBetween } from "./mock-tiles.ts";
import type { MockThread, MockTrace } from "./mock-trace.ts";

const LISTED = 200;

/** Spans of some states, longest first: of the language of filters the mock knows `state:` only. */
export function spansFound(
  trace: MockTrace,
  range: TimeRange,
  filter: string,
): FoundSpans {
  const states = /(?:^| )state:(\S+)/.exec(filter)?.[1].split(",");
  const found = trace.threads.flatMap((thread) =>
    thread.spans.flatMap((span, position) => {
      const isIn = span.start < range.to && span.end > range.from;
      if (!isIn || (states && !states.includes(span.state))) return [];
      return {
        index: thread.firstSpan + position,
        thread: thread.id,
        threadName: thread.name,
        start: span.start,
        end: span.end,
        state: span.state,
        operation: span.operation,
        subject: span.subject,
        label: span.subject ?? span.operation ?? span.state,
        frame: span.stack?.at(0)?.method ?? null,
        pinned: span.isPinned,
      };
    }),
  );
  found.sort((a, b) => b.end - b.start - (a.end - a.start));
  return {
    count: found.length,
    totalNanos: found.reduce((sum, each) => sum + each.end - each.start, 0),
    spans: found.slice(0, LISTED),
  };
}

export function stretchOf(thread: MockThread, range: TimeRange): Stretch {
  const spans = positionsBetween(thread, range.from, range.to).map(
    (position) => thread.spans[position],
  );
  return {
    count: spans.length,
    maxNanos: spans.reduce(
      (max, { start, end }) => Math.max(max, end - start),
      0,
    ),
    states: statesOf(thread, range),
  };
}
