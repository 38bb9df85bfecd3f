import type {
  FlatRow,
  LongestWaits,
  NameKind,
  Profile,
  ProfileKind,
  ProfileName,
  ProfileWeight,
} from "../src/api/profile.ts";
import { STATE_KEYS, type StateKey } from "../src/model/states.ts";
import type { TimeRange } from "../src/units.ts";
import { keyOf, type GroupBy } from "./mock-analysis.ts";
import type { MockSpan, MockThread, MockTrace } from "./mock-trace.ts";

/** Profiles of the synthetic trace. Where a thread runs, it is found in one stack; allocations are not sampled. */

const STATES: Partial<Record<ProfileKind, readonly StateKey[]>> = {
  blocking: [
    "blocked",
    "waiting",
    "parked",
    "sleeping",
    "socketIo",
    "fileIo",
    "native",
  ],
  monitor: ["blocked"],
  wait: ["waiting"],
  park: ["parked"],
  sleep: ["sleeping"],
  socket: ["socketIo"],
  file: ["fileIo"],
  scheduler: ["runnable"],
  net: ["socketIo"],
  sync: ["blocked", "waiting", "parked"],
  syscall: ["fileIo", "native"],
  sched: ["runnable"],
  cpu: ["running"],
  time: STATE_KEYS,
};

const SAMPLE_NANOS = 2e7;
const RUNNING_STACK = [
  "com.acme.json.Writer.write",
  "com.acme.http.Worker.run",
  "java.lang.Thread.run",
];

const SOURCES: Partial<Record<ProfileKind, string>> = {
  cpu: "samples of Java code by wall time (jdk.ExecutionSample)",
  time: "all time of the threads: waits by stack; the time in which a thread ran is shared evenly among its samples (jdk.ExecutionSample), an estimate",
};

function methodsOf({ state, stack }: MockSpan): readonly string[] | null {
  if (state === "running") return RUNNING_STACK;
  return stack?.map(({ method }) => method) ?? null;
}

interface Delay {
  readonly thread: MockThread;
  readonly span: MockSpan;
  readonly position: number;
}

function delays(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): Delay[] {
  const kind = (query.get("kind") ?? "blocking") as ProfileKind;
  const isOfKind = ({ state, isPinned }: MockSpan) =>
    kind === "pinned" ? isPinned : STATES[kind]?.includes(state) === true;
  const by = (query.get("by") ?? "name") as GroupBy;
  const group = query.get("group");
  const id = query.get("thread");
  const target = query.get("target");
  return trace.threads
    .filter((thread) => group === null || keyOf(thread, by) === group)
    .filter((thread) => id === null || thread.id === Number(id))
    .flatMap((thread) =>
      thread.spans.map((span, position) => ({ thread, span, position })),
    )
    .filter(
      ({ span }) =>
        isOfKind(span) &&
        (target === null || target === `${span.state} ${span.subject ?? ""}`) &&
        span.start < range.to &&
        span.end > range.from,
    );
}

/** Nodes in the order in which they are met; the real server merges small ones, this one need not. */
class Tree {
  readonly names: ProfileName[] = [];
  readonly name: number[] = [];
  readonly parent: number[] = [];
  readonly self: number[] = [];
  readonly total: number[] = [];
  private readonly known = new Map<string, number>();

  constructor(private readonly plus: (a: number, b: number) => number) {
    this.child(-1, "all", "root");
  }

  child(parent: number, text: string, kind: NameKind): number {
    const key = `${parent} ${kind} ${text}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const node = this.parent.length;
    this.known.set(key, node);
    let name = this.names.findIndex(
      (each) => each.text === text && each.kind === kind,
    );
    if (name < 0) name = this.names.push({ text, kind }) - 1;
    this.name.push(name);
    this.parent.push(parent);
    this.self.push(0);
    this.total.push(0);
    return node;
  }

  add(leaf: number, value: number): void {
    this.self[leaf] = this.plus(this.self[leaf], value);
    for (let node = leaf; node >= 0; node = this.parent[node])
      this.total[node] = this.plus(this.total[node], value);
  }

  flat(): FlatRow[] {
    const rows = this.names.map((name) => ({ ...name, self: 0, total: 0 }));
    this.parent.forEach((_, node) => {
      const row = rows[this.name[node]];
      row.self = this.plus(row.self, this.self[node]);
      row.total = this.plus(row.total, this.total[node]);
    });
    return rows.slice(1).sort((a, b) => b.self - a.self || b.total - a.total);
  }
}

export function profile(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): Profile {
  const kind = (query.get("kind") ?? "blocking") as ProfileKind;
  const weight = (query.get("weight") ?? "total") as ProfileWeight;
  const focus = new RegExp(query.get("focus") ?? "");
  const tree = new Tree((a, b) => (weight === "max" ? Math.max(a, b) : a + b));
  const found = delays(trace, range, query);
  let all = 0;
  for (const { span } of found) {
    const nanos =
      Math.min(span.end, range.to) - Math.max(span.start, range.from);
    const value =
      weight === "count"
        ? 1
        : kind === "cpu"
          ? Math.ceil(nanos / SAMPLE_NANOS)
          : nanos;
    all = weight === "max" ? Math.max(all, value) : all + value;
    const methods = methodsOf(span);
    if (methods !== null && !methods.some((text) => focus.test(text))) continue;
    let node = 0;
    if (methods === null) node = tree.child(0, "no stack recorded", "missing");
    for (const method of [...(methods ?? [])].reverse())
      node = tree.child(node, method, "frame");
    const reason = [span.operation, span.subject].filter((part) => part);
    const leaf =
      kind === "cpu"
        ? node
        : tree.child(node, reason.join(" ") || span.state, "reason");
    tree.add(leaf, value);
  }
  return {
    kind,
    label: kind,
    weight,
    unit: weight === "count" ? "count" : kind === "cpu" ? "samples" : "nanos",
    source: SOURCES[kind] ?? "time of delays, the part in the window",
    recorded: STATES[kind] !== undefined || kind === "pinned",
    events: ["jdk.ExecutionSample"],
    all,
    total: tree.total[0],
    count: found.length,
    smallerThan: null,
    names: tree.names,
    nodes: tree,
    flat: tree.flat().slice(0, 200),
  };
}

export function longestWaits(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): LongestWaits {
  const found = delays(trace, range, query).sort(
    (a, b) => b.span.end - b.span.start - (a.span.end - a.span.start),
  );
  return {
    total: found.length,
    waits: found.slice(0, 100).map(({ thread, span, position }) => ({
      index: thread.firstSpan + position,
      thread: thread.id,
      name: thread.name,
      start: span.start,
      end: span.end,
      state: span.state,
      operation: span.operation,
      subject: span.subject,
      site: span.stack?.[0]?.method ?? null,
      other: span.other,
      otherName: span.other === null ? null : trace.threads[span.other].name,
    })),
  };
}
