import { parseTime, writeTime } from "../format/time";
import type {
  EventIndex,
  Nanos,
  TaskIndex,
  ThreadId,
  TimeRange,
} from "../units";
import { parseLook, START_LOOK, writeLook, type TimelineLook } from "./look";

export const PAGES = [
  "overview",
  "timeline",
  "threads",
  "scheduling",
  "cpu",
  "blocking",
  "critical-path",
  "locks",
  "io",
  "gc",
  "tasks",
  "task",
  "regions",
  "events",
  "compare",
  "group",
  "thread",
] as const;
export type Page = (typeof PAGES)[number];

/** What makes threads a group. */
export const THREAD_GROUPINGS = ["name", "startSite", "kind"] as const;
export type ThreadGrouping = (typeof THREAD_GROUPINGS)[number];

/** What the rows of the timeline are: threads in groups, the carriers of virtual threads, or processors. */
export const GROUPINGS = [...THREAD_GROUPINGS, "carrier", "cpu"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** How tables group threads while the timeline shows carriers or processors. */
export function threadGrouping(by: Grouping): ThreadGrouping {
  return isByThread(by) ? by : "name";
}

/** Whether the rows of the timeline are threads in groups, rather than what threads run on. */
export function isByThread(by: Grouping): by is ThreadGrouping {
  return by !== "carrier" && by !== "cpu";
}

export interface SpanSelection {
  readonly thread: ThreadId;
  readonly nanos: Nanos;
}

/**
 * Everything that the address bar says. `window` is the stretch every page is filtered by; `view` is what the timeline
 * shows; the rest belongs to single pages.
 */
export interface UrlState {
  readonly page: Page;
  readonly window: TimeRange | null;
  readonly view: TimeRange | null;
  readonly by: Grouping;
  readonly sort: string | null;
  readonly descending: boolean;
  readonly query: string;
  readonly selection: SpanSelection | null;
  readonly event: EventIndex | null;
  readonly group: string | null;
  readonly thread: ThreadId | null;
  /** Of the page Locks: the instant of its graph. */
  readonly at: Nanos | null;
  /** Of the page GC: the size of windows of which the worst are listed. */
  readonly size: Nanos | null;
  /** Of the profile: its kind and weight, and regular expressions for stacks and frames. */
  readonly kind: string | null;
  readonly weight: string | null;
  readonly focus: string | null;
  readonly hide: string | null;
  readonly task: TaskIndex | null;
  /** Of tasks or regions in lists: their type, and how long they took; of the profile the region that it is of; the key of a lock or of a target of I/O; the type of events; what tells of processors. */
  readonly type: string | null;
  readonly lengths: TimeRange | null;
  readonly theme: string | null;
  readonly look: TimelineLook;
}

export const START_STATE: UrlState = {
  page: "overview",
  window: null,
  view: null,
  by: "name",
  sort: null,
  descending: true,
  query: "",
  selection: null,
  event: null,
  group: null,
  thread: null,
  at: null,
  size: null,
  kind: null,
  weight: null,
  focus: null,
  hide: null,
  task: null,
  type: null,
  lengths: null,
  theme: null,
  look: START_LOOK,
};

/** Reads an address. Whatever cannot be understood is left at its default: a mistyped link still opens the page. */
export function parseUrl(pathname: string, search: string): UrlState {
  const params = new URLSearchParams(search);
  const segment =
    pathname
      .split("/")
      .filter((part) => part !== "")
      .at(-1) ?? "";
  return {
    page: oneOf(PAGES, segment) ?? "overview",
    window: parseRange(params.get("t")),
    view: parseRange(params.get("v")),
    by: oneOf(GROUPINGS, params.get("by")) ?? "name",
    sort: params.get("sort"),
    descending: params.get("dir") !== "asc",
    query: params.get("q") ?? "",
    selection: parseSelection(params.get("sel")),
    event: parseId(params.get("ev")),
    group: params.get("group"),
    thread: parseId(params.get("id")),
    at: parseInstant(params.get("at")),
    size: parseSize(params.get("size")),
    kind: params.get("kind"),
    weight: params.get("weight"),
    focus: params.get("focus"),
    hide: params.get("hide"),
    task: parseId(params.get("task")),
    type: params.get("type"),
    lengths: parseRange(params.get("len")),
    theme: params.get("theme"),
    look: parseLook(params),
  };
}

/** The address of a state, without what is at its default. */
export function writeUrl(state: UrlState): string {
  const params = new URLSearchParams();
  const put = (key: string, value: string | null) => {
    if (value !== null && value !== "") params.set(key, value);
  };
  put("id", state.thread === null ? null : String(state.thread));
  put("task", state.task === null ? null : String(state.task));
  put("type", state.type);
  put("len", writeRange(state.lengths));
  put("by", state.by === "name" ? null : state.by);
  put("group", state.group);
  put("t", writeRange(state.window));
  put("v", writeRange(state.view));
  put(
    "sel",
    state.selection &&
      `${state.selection.thread}@${writeTime(state.selection.nanos)}`,
  );
  put("ev", state.event === null ? null : String(state.event));
  put("sort", state.sort);
  put("dir", state.descending ? null : "asc");
  put("q", state.query);
  put("at", state.at === null ? null : writeTime(state.at));
  put("size", state.size === null ? null : writeTime(state.size));
  put("kind", state.kind);
  put("weight", state.weight);
  put("focus", state.focus);
  put("hide", state.hide);
  put("theme", state.theme);
  writeLook(state.look, params);
  // These are legal in a query and keep the address readable.
  const query = params
    .toString()
    .replaceAll("%40", "@")
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%2A", "*");
  return `/${state.page}${query === "" ? "" : `?${query}`}`;
}

export function parseRange(text: string | null): TimeRange | null {
  const parts = text?.split("..") ?? [];
  if (parts.length !== 2) return null;
  const from = parseTime(parts[0]);
  const to = parseTime(parts[1]);
  return from !== null && to !== null && to > from ? { from, to } : null;
}

function parseInstant(text: string | null): Nanos | null {
  const nanos = text === null ? null : parseTime(text);
  return nanos !== null && nanos >= 0 ? nanos : null;
}

function parseSize(text: string | null): Nanos | null {
  const size = text === null ? null : parseTime(text);
  return size !== null && size > 0 ? size : null;
}

export function writeRange(range: TimeRange | null): string | null {
  return range && `${writeTime(range.from)}..${writeTime(range.to)}`;
}

function parseSelection(text: string | null): SpanSelection | null {
  const [threadText, timeText] = text?.split("@") ?? [];
  const thread = parseId(threadText ?? null);
  const nanos = timeText === undefined ? null : parseTime(timeText);
  return thread !== null && nanos !== null ? { thread, nanos } : null;
}

function parseId(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The text, if it is one of those allowed. */
export function oneOf<T extends string>(
  allowed: readonly T[],
  text: string | null,
): T | null {
  return allowed.find((value) => value === text) ?? null;
}
