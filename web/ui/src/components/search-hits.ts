import type { Found } from "../api/types";
import type { FoundSpan } from "../api/timeline";
import { formatCount } from "../format/number";
import { formatDuration, formatInstant, parseTime } from "../format/time";
import { timelineAt } from "../url/timeline-at";
import type { UrlState } from "../url/state";
import type { Nanos } from "../units";
import type { Command } from "./commands";

export interface Hit {
  readonly kind: string;
  readonly text: string;
  readonly note: string;
  /** Where the hit leads; null for locks and frames, which have no page of their own: their numbers are the answer. */
  readonly target: Partial<UrlState> | null;
  /** What it does, for commands. */
  readonly run?: () => void;
}

const HITS_PER_KIND = 8;
/** An instant is shown with this much around it. */
const ROOM: Nanos = 1_000_000;

/** A condition on spans, other than a name. */
const CONDITION =
  /(^|\s)[-!]?((state|op|lock|host|file|frame|tag|time|is):|dur[:<>])/i;

/** Whether the text is in the language of filters. */
export function isFilter(text: string): boolean {
  return CONDITION.test(text);
}

export function commandHits(commands: readonly Command[]): Hit[] {
  return commands.map(({ label, keys, run }) => ({
    kind: "command",
    text: label,
    note: keys ?? "",
    target: null,
    run,
  }));
}

/** A time is a place to go to, if it has a unit: mere numbers are in names too. */
export function timeHits(text: string): Hit[] {
  const nanos = /[a-zµ]$/i.test(text) ? parseTime(text) : null;
  if (nanos === null || nanos < 0) return [];
  const target = timelineAt({ from: nanos, to: nanos + ROOM });
  return [{ kind: "time", text: formatInstant(nanos), note: "", target }];
}

/** Spans that a filter lets through, and the threads that have such spans. */
export function spanHits(
  filter: string,
  count: number,
  spans: readonly FoundSpan[],
): Hit[] {
  const threads: Hit = {
    kind: "filter",
    text: "the threads that have such spans",
    note: `${formatCount(count)} spans`,
    target: { page: "timeline", query: filter },
  };
  return [
    threads,
    ...spans.slice(0, HITS_PER_KIND).map((span): Hit => ({
      kind: "span",
      text: `${span.threadName}: ${span.label}`,
      note: formatDuration(span.end - span.start),
      target: timelineAt(
        { from: span.start, to: span.end },
        {
          selection: {
            thread: span.thread,
            nanos: Math.floor((span.start + span.end) / 2),
          },
        },
      ),
    })),
  ];
}

export function nameHits(found: Found): Hit[] {
  const first = <T>(list: readonly T[]) => list.slice(0, HITS_PER_KIND);
  return [
    ...first(found.groups).map((group): Hit => ({
      kind: "group",
      text: group,
      note: "",
      target: { page: "group", group, by: "name" },
    })),
    ...first(found.threads).map(({ id, name }): Hit => ({
      kind: "thread",
      text: name,
      note: "",
      target: { page: "thread", thread: id },
    })),
    ...first(found.events).map((event): Hit => ({
      kind: "event",
      text:
        event.field === null
          ? event.label
          : `${event.label}: ${event.field} = ${event.value ?? ""}`,
      note: `${formatCount(event.count)} ${event.count === 1 ? "event" : "events"}`,
      target: timelineAt(
        { from: event.start, to: Math.max(event.end, event.start + ROOM) },
        { event: event.index },
      ),
    })),
    ...first(found.locks).map(({ lock, waits, totalNanos }): Hit => ({
      kind: "lock",
      text: lock,
      note: `${formatCount(waits)} waits, ${formatDuration(totalNanos)}`,
      target: { page: "timeline", query: `lock:"${lock}"` },
    })),
    ...first(found.frames).map(({ method, spans }): Hit => ({
      kind: "frame",
      text: method,
      note: `${formatCount(spans)} spans`,
      target: { page: "timeline", query: `frame:"${method}"` },
    })),
  ];
}
