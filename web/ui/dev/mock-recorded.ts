import type {
  EventPage,
  EventTypeCount,
  EventTypes,
  RecordedEvent,
} from "../src/api/events.ts";
import type { TimeRange } from "../src/units.ts";
import { HOSTILE_NAME } from "./mock-cast.ts";
import type { MockSpan, MockTrace } from "./mock-trace.ts";

const BYTES = 24;

interface MockType {
  readonly name: string;
  readonly label: string;
  readonly fields: readonly string[];
  readonly isOf: (span: MockSpan) => boolean;
  readonly values: (span: MockSpan) => readonly (string | null)[];
}

/** The waits of the synthetic trace as the events that would tell of them. */
const TYPES: readonly MockType[] = [
  {
    name: "jdk.ThreadPark",
    label: "Java Thread Park",
    fields: ["parkedClass", "timeout"],
    isOf: ({ state }) => state === "parked",
    values: ({ subject, isTimedOut }) => [subject, isTimedOut ? "10 ms" : null],
  },
  {
    name: "jdk.SocketRead",
    label: "Socket Read",
    fields: ["host", "bytesRead", "endOfStream"],
    isOf: ({ state }) => state === "socketIo",
    values: ({ subject }) => [subject, "512 bytes", "false"],
  },
  {
    name: `com.evil.${HOSTILE_NAME}`,
    label: HOSTILE_NAME,
    fields: [HOSTILE_NAME],
    isOf: ({ state }) => state === "sleeping",
    values: () => [HOSTILE_NAME],
  },
];

/** Answers questions about all events of the recording; null for all others. */
export function recordedAnswer(
  trace: MockTrace,
  path: string,
  range: TimeRange,
  query: URLSearchParams,
): { readonly json: EventTypes | EventPage } | null {
  if (path === "/api/event-types") return { json: types(trace, range) };
  if (path !== "/api/event-list") return null;
  const type = TYPES.find(({ name }) => name === query.get("type"));
  const text = (query.get("q") ?? "").toLowerCase();
  const thread = query.get("thread");
  const found = (type === undefined ? [] : eventsOf(trace, range, type))
    .filter(({ threadName }) => thread === null || threadName === thread)
    .filter(({ values }) =>
      values.some((value) => value?.toLowerCase().includes(text)),
    );
  const offset = Number(query.get("offset") ?? 0);
  return {
    json: {
      count: found.length,
      events: found.slice(offset, offset + Number(query.get("limit") ?? 100)),
    },
  };
}

function types(trace: MockTrace, range: TimeRange): EventTypes {
  return {
    unreadable: 0,
    types: TYPES.map((type): EventTypeCount => {
      const { length } = eventsOf(trace, range, type);
      const { name, label, fields } = type;
      return {
        name,
        label,
        count: length,
        bytes: length * BYTES,
        lasts: true,
        fields,
      };
    }).filter(({ count }) => count > 0),
  };
}

function eventsOf(
  trace: MockTrace,
  range: TimeRange,
  type: MockType,
): RecordedEvent[] {
  return trace.threads
    .flatMap((thread) =>
      thread.spans
        .filter(
          (span) =>
            type.isOf(span) && span.start < range.to && span.end > range.from,
        )
        .map((span) => ({
          start: span.start,
          end: span.end,
          thread: thread.id,
          threadName: thread.name,
          values: type.values(span),
          stack: span.stack,
        })),
    )
    .sort((a, b) => a.start - b.start);
}
