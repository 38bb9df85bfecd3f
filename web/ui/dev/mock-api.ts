import type { Rows } from "../src/api/timeline.ts";
import { STATE_ORDINAL } from "../src/model/states.ts";
import type { TimeRange } from "../src/units.ts";
import {
  groupDetail,
  groupRows,
  groupsOf,
  monitors,
  overview,
  statesOf,
  type GroupBy,
} from "./mock-analysis.ts";
import { mockAllocations } from "./mock-allocations.ts";
import { mockRegions, mockTask, mockTasks } from "./mock-annotations.ts";
import { mockThreadRegions, regionDepth } from "./mock-regions.ts";
import { comparison, profileDifference } from "./mock-compare.ts";
import { processorUse } from "./mock-cpu.ts";
import { MockEvents } from "./mock-events.ts";
import { facts } from "./mock-facts.ts";
import { mockFindings } from "./mock-findings.ts";
import { mockGc, mockUtilisation, mockWorstWindows } from "./mock-gc.ts";
import { criticalPath } from "./mock-path.ts";
import { longestWaits, profile } from "./mock-profile.ts";
import { carriers, carriersOf, cpus, scheduling } from "./mock-scheduling.ts";
import { encodeGroupTiles } from "./mock-group-tiles.ts";
import { ioAnswer } from "./mock-io.ts";
import { lockAnswer } from "./mock-locks.ts";
import { samplesOf } from "./mock-samples.ts";
import { spansFound, stretchOf } from "./mock-spans.ts";
import { spanAt, spanDetail, threadDetail } from "./mock-thread.ts";
import { recordedAnswer } from "./mock-recorded.ts";
import { encodeTiles } from "./mock-tiles.ts";
import { mockTracks } from "./mock-tracks.ts";
import { DURATION_NANOS, MockTrace } from "./mock-trace.ts";

/** An answer: a value becomes JSON, bytes stay bytes, null is 404. */
export type MockAnswer =
  | { readonly json: unknown }
  | { readonly bytes: ArrayBuffer; readonly type: string }
  | { readonly status: number; readonly text: string };

const trace = new MockTrace();
const events = new MockEvents(trace);

/** Answers a request of /api or /export; null for other paths. */
export function answer(url: URL, body: string): MockAnswer | null {
  const { pathname, searchParams: query } = url;
  if (pathname.startsWith("/export/"))
    return {
      bytes: new TextEncoder().encode(`mock ${pathname}${url.search}`).buffer,
      type: "application/octet-stream",
    };
  if (!pathname.startsWith("/api/")) return null;
  const range = rangeOf(query);
  const by = (query.get("by") ?? "name") as GroupBy;
  switch (pathname) {
    case "/api/status":
      return {
        json: {
          subject: "trace",
          version: 1,
          following: false,
          step: null,
          doneBytes: 0,
          totalBytes: null,
          problem: null,
        },
      };
    case "/api/trace":
      return { json: facts(trace, events) };
    case "/api/overview":
      return {
        json: overview(trace, range, Number(query.get("buckets") ?? 200)),
      };
    case "/api/findings":
      return { json: mockFindings(range) };
    case "/api/groups":
      return { json: { by, groups: groupRows(trace, by, range) } };
    case "/api/group":
      return found(
        groupDetail(
          trace,
          by,
          query.get("group") ?? "",
          range,
          query.get("sort"),
          query.get("dir") === "asc",
          Number(query.get("limit") ?? 500),
        ),
        "There is no such group.",
      );
    case "/api/thread": {
      const thread = trace.threads[Number(query.get("id"))];
      return found(
        thread === undefined ? null : threadDetail(trace, thread, range),
        "There is no thread with that id.",
      );
    }
    case "/api/scheduling":
      return { json: scheduling(trace, range) };
    case "/api/profile":
      return { json: profile(trace, range, query) };
    case "/api/compare":
      return { json: comparison(trace, range) };
    case "/api/compare-profile":
      return { json: profileDifference(trace, range, query) };
    case "/api/processor-use":
      return { json: processorUse(trace, range, query) };
    case "/api/critical-path":
      return path(query, range);
    case "/api/waits":
      return { json: longestWaits(trace, range, query) };
    case "/api/carriers":
      return { json: carriers(trace, range) };
    case "/api/cpus":
      return { json: cpus(trace, range) };
    case "/api/tasks":
      return { json: mockTasks(trace, range, query) };
    case "/api/task":
      return found(
        mockTask(trace, Number(query.get("id"))),
        "There is no such task.",
      );
    case "/api/regions":
      return { json: mockRegions(trace, range, query) };
    case "/api/span":
      return found(span(query), "No span at that place.");
    case "/api/spans":
      return { json: spansFound(trace, range, query.get("q") ?? "") };
    case "/api/stretch":
      return {
        json: stretchOf(trace.threads[Number(query.get("thread"))], range),
      };
    case "/api/rows":
      return rows(by, query.get("sort") ?? "busy", query.get("q") ?? "");
    case "/api/labels":
      return {
        json: {
          labels: (query.get("spans") ?? "")
            .split(",")
            .map((index) => label(Number(index))),
        },
      };
    case "/api/tracks":
      return { json: mockTracks(trace) };
    case "/api/flows":
      return flows(query, range);
    case "/api/events":
      return { json: eventsOf(query, range) };
    case "/api/samples":
      return { json: samplesOf(trace, threadsOf(query), range) };
    case "/api/thread-regions":
      return { json: mockThreadRegions(trace, threadsOf(query), range) };
    case "/api/event":
      return found(
        events.detail(Number(query.get("index"))),
        "There is no such event.",
      );
    case "/api/gc":
      return { json: mockGc(trace, range) };
    case "/api/allocations":
      return { json: mockAllocations(trace, range) };
    case "/api/mmu":
      return { json: mockUtilisation(trace, range, query) };
    case "/api/mmu-windows":
      return { json: mockWorstWindows(trace, range, query) };
    case "/api/find":
      return { json: find(query.get("q") ?? "") };
    case "/api/tiles":
      return tiles(body);
    case "/api/group-tiles":
      return {
        bytes: encodeGroupTiles(trace, JSON.parse(body)),
        type: "application/octet-stream",
      };
    case "/api/session":
      return { status: 204, text: "" };
    default:
      return (
        recordedAnswer(trace, pathname, range, query) ??
        ioAnswer(trace, pathname, range, query) ??
        lockAnswer(trace, pathname, range, query)
      );
  }
}

function path(query: URLSearchParams, range: TimeRange): MockAnswer {
  const task = query.get("task");
  const detail = task === null ? null : mockTask(trace, Number(task));
  const id = detail === null ? query.get("thread") : detail.task.thread;
  const thread = trace.threads[Number(id)];
  const its =
    detail === null ? range : { from: detail.task.start, to: detail.task.end };
  return found(
    id === null || thread === undefined
      ? null
      : criticalPath(trace, thread, its),
    "There is no such thread.",
  );
}

function found(value: object | null, otherwise: string): MockAnswer {
  return value === null ? { status: 404, text: otherwise } : { json: value };
}

function rangeOf(query: URLSearchParams): TimeRange {
  return {
    from: Number(query.get("from") ?? 0),
    to: Number(query.get("to") ?? DURATION_NANOS),
  };
}

function span(query: URLSearchParams) {
  const index = query.get("index");
  if (index !== null) {
    const place = trace.locate(Number(index));
    return place && spanDetail(trace, place.thread, place.position);
  }
  const thread = trace.threads[Number(query.get("thread"))];
  return thread === undefined
    ? null
    : spanAt(trace, thread, Number(query.get("t")));
}

function tiles(body: string): MockAnswer {
  const asked = JSON.parse(body) as {
    level: number;
    first: number;
    last: number;
    threads: number[];
  };
  if (asked.threads.length * (asked.last - asked.first + 1) > 4096)
    return { status: 413, text: "At most 4096 tiles at once." };
  return {
    bytes: encodeTiles(
      trace,
      asked.threads,
      asked.level,
      asked.first,
      asked.last,
    ),
    type: "application/octet-stream",
  };
}

function rows(
  by: GroupBy | "carrier",
  sort: string,
  query: string,
): MockAnswer {
  if (by === "carrier") {
    const names = carriersOf(trace).map(({ name }) => name);
    return rowsOf("name", sort, query, (name) => names.includes(name));
  }
  return rowsOf(by, sort, query, () => true);
}

function rowsOf(
  by: GroupBy,
  sort: string,
  query: string,
  isShown: (name: string) => boolean,
): MockAnswer {
  const whole = { from: 0, to: DURATION_NANOS };
  const matcher = matcherOf(query);
  if (matcher === null)
    return { status: 400, text: `"${query}" is not a regular expression.` };
  const groups: Rows["groups"] = [...groupsOf(trace, by)].flatMap(
    ([key, members]) => {
      const weight = new Map(
        members.map((thread) => [thread.id, statesOf(thread, whole)]),
      );
      const value = (id: number, state: "running" | "blocked") =>
        weight.get(id)?.[STATE_ORDINAL[state]] ?? 0;
      const threads = members.filter(
        ({ name }) => isShown(name) && matcher(name),
      );
      if (threads.length === 0) return [];
      threads.sort((a, b) =>
        sort === "name"
          ? a.name.localeCompare(b.name, "en", { numeric: true })
          : sort === "start"
            ? a.start - b.start
            : value(b.id, sort === "blocked" ? "blocked" : "running") -
              value(a.id, sort === "blocked" ? "blocked" : "running"),
      );
      return [
        {
          key,
          label: key,
          count: threads.length,
          threads: threads.map(({ id }) => id),
          starts: threads.map(({ start }) => start),
          ends: threads.map(({ end }) => end),
          names: threads.map(({ name }) => name),
          kinds: threads.map(({ kind }) => kind),
          eventLanes: threads.map(({ id }) => events.lanesOf(id)),
          regionDepths: threads.map(({ id }) => regionDepth(trace, id)),
        },
      ];
    },
  );
  const busy = new Map(
    groupRows(trace, by, whole).map((row) => [row.key, row.states[0]]),
  );
  return {
    json: {
      groups: [...groups].sort(
        (a, b) => (busy.get(b.key) ?? 0) - (busy.get(a.key) ?? 0),
      ),
    },
  };
}

function threadsOf(query: URLSearchParams): number[] {
  return (query.get("threads") ?? "").split(",").map(Number);
}

function eventsOf(query: URLSearchParams, range: TimeRange) {
  const bucket = Number(query.get("bucket"));
  return {
    threads: threadsOf(query).map((thread) =>
      events.window(thread, range, bucket),
    ),
  };
}

function matcherOf(query: string): ((name: string) => boolean) | null {
  try {
    const pattern = new RegExp(query, "i");
    return (name) => pattern.test(name);
  } catch {
    return null;
  }
}

function label(index: number): string {
  const place = trace.locate(index);
  const at = place?.thread.spans[place.position];
  if (at === undefined) return "";
  if (place?.thread.name.startsWith("ForkJoinPool") && at.state === "running")
    return `inventory-${18204 + (index % 7)}`; // what a carrier carries
  return (
    at.subject?.split(/[./]/).at(at.subject.includes(":") ? 0 : -1) ??
    at.operation ??
    at.state
  );
}

function flows(query: URLSearchParams, range: TimeRange): MockAnswer {
  const thread = Number(query.get("thread"));
  const all = trace.flows.filter(
    (flow) =>
      (flow.toThread === thread || flow.fromThread === thread) &&
      flow.to >= range.from &&
      flow.to < range.to,
  );
  return {
    json: {
      flows: all.slice(0, Number(query.get("limit") ?? 200)),
      total: all.length,
    },
  };
}

function find(text: string) {
  const wanted = text.toLowerCase();
  const has = (name: string) => name.toLowerCase().includes(wanted);
  const methods = new Map<string, number>();
  for (const thread of trace.threads)
    for (const { stack } of thread.spans)
      for (const frame of new Set(stack?.map(({ method }) => method)))
        if (has(frame)) methods.set(frame, (methods.get(frame) ?? 0) + 1);
  return {
    threads: trace.threads
      .filter(({ name }) => has(name))
      .slice(0, 50)
      .map(({ id, name }) => ({ id, name })),
    frames: [...methods]
      .map(([method, spans]) => ({ method, spans }))
      .slice(0, 50),
    locks: monitors(trace, { from: 0, to: DURATION_NANOS })
      .filter(({ lock }) => has(lock))
      .map(({ lock, waits, totalNanos }) => ({ lock, waits, totalNanos })),
    groups: [...groupsOf(trace, "name").keys()].filter(has),
    events: events.find(has),
  };
}
