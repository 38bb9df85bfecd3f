import { ApiError } from "../api/client";
import type { LongestWait, LongestWaits, ProfileWeight } from "../api/profile";
import type { EventTypeFacts } from "../api/types";
import { STATE_KEYS } from "../model/states";
import type { TimeRange } from "../units";
import {
  flatNames,
  makeCallTree,
  plus,
  type ProfileRow,
  type StackFilter,
} from "./call-tree";
import { eachDelay, type Delay } from "./delays";
import {
  siteOf,
  textOf,
  type Embedded,
  type ProfileKindFacts,
} from "./dictionaries";
import { pruneTree } from "./prune-tree";
import { firstAtOrAfter } from "./spans-in";
import { eachWholeTime } from "./whole-time";

const LEAST_SHARE = 0.001;
const MOST_NODES = 5000;
const FLAT_ROWS = 200;
const CPU_TIME = "cpu";
const TIME = "time";
const CPU_TIME_EVENT = "jdk.CPUTimeSample";

/** What a question about profiles is about. */
export interface ProfileWish {
  readonly kind: string;
  readonly range: TimeRange;
  /** Null for all threads, even those that are not known. */
  readonly threads: readonly number[] | null;
}

interface Tallied {
  readonly rows: readonly ProfileRow[];
  readonly source: string;
}

/** Where threads waited, ran or allocated, as api/ProfileEndpoint.java of the server tells it. */
export function profile(
  embedded: Embedded,
  eventTypes: readonly EventTypeFacts[],
  wish: ProfileWish,
  weight: ProfileWeight,
  filter: StackFilter,
): unknown {
  const kind = kindOf(embedded, wish.kind);
  const isRecorded = (event: string) =>
    eventTypes.some(
      ({ name, count, settings }) =>
        name === event && (count > 0 || settings["enabled"] === "true"),
    );
  const isCpuTime = isRecorded(CPU_TIME_EVENT);
  const { rows, source } = kind.isDelay
    ? tallyDelays(embedded, kind, wish)
    : kind.key === TIME
      ? tallyTime(embedded, wish, isCpuTime)
      : tallySamples(embedded, kind, wish, isCpuTime);
  const tree = makeCallTree(embedded, rows, weight, filter);
  const pruned = pruneTree(tree, weight, LEAST_SHARE, MOST_NODES);
  const { unit, sentence } = embedded.texts.profileSources[source];
  const sum = (of: ProfileWeight) =>
    rows.reduce((all, row) => plus(of, all, row[of]), 0);
  return {
    kind: kind.key,
    label: kind.label,
    weight,
    unit: weight === "count" ? "count" : unit,
    source: sentence,
    recorded:
      rows.length > 0 || kind.key === TIME || kind.events.some(isRecorded),
    events: kind.events,
    all: sum(weight),
    total: tree.total[0],
    count: sum("count"),
    ...pruned,
    flat: flatNames(tree, weight, FLAT_ROWS),
  };
}

/** The longest waits of a kind, whole. */
export function longestWaits(
  embedded: Embedded,
  wish: ProfileWish,
  limit: number,
): LongestWaits {
  const kind = kindOf(embedded, wish.kind);
  const waits: Delay[] = [];
  let total = 0;
  eachDelay(embedded, kind, threadsOf(embedded, wish), wish.range, (delay) => {
    total += delay.times;
    waits.push(delay);
  });
  waits.sort((a, b) => b.end - b.start - (a.end - a.start));
  const longest = waits.slice(0, limit);
  return { total, waits: longest.map((delay) => waitOf(embedded, delay)) };
}

function kindOf({ texts }: Embedded, key: string): ProfileKindFacts {
  const kind = texts.profileKinds.find((each) => each.key === key);
  if (kind === undefined)
    throw new ApiError(400, `There is no kind of profile "${key}".`);
  return kind;
}

function threadsOf({ columns }: Embedded, wish: ProfileWish) {
  return wish.threads ?? Array(columns.threadCount).keys();
}

function tallyDelays(
  embedded: Embedded,
  kind: ProfileKindFacts,
  wish: ProfileWish,
): Tallied {
  const { range } = wish;
  const tally = new Tally();
  eachDelay(embedded, kind, threadsOf(embedded, wish), range, (delay) => {
    const from = Math.max(delay.start, range.from);
    const nanos = Math.max(0, Math.min(delay.end, range.to) - from);
    tally.add(delay, nanos, delay.times);
  });
  return { rows: tally.rows, source: "delays" };
}

function tallyTime(
  embedded: Embedded,
  wish: ProfileWish,
  isCpuTimeRecorded: boolean,
): Tallied {
  const { samples } = embedded.columns;
  const { range } = wish;
  const cpuTime = embedded.texts.sampleKinds.indexOf(CPU_TIME);
  const first = firstAtOrAfter(samples.nanos, range.from);
  const kinds = samples.kind.subarray(
    first,
    firstAtOrAfter(samples.nanos, range.to),
  );
  const tally = new Tally();
  const source = eachWholeTime(
    embedded,
    threadsOf(embedded, wish),
    range,
    isCpuTimeRecorded || kinds.includes(cpuTime),
    (row, nanos, times) => tally.add(row, nanos, times),
  );
  return { rows: tally.rows, source };
}

/** Samples by CPU time are preferred, if there are any of any thread: two threads must not be measured by two measures. */
function tallySamples(
  { columns, texts }: Embedded,
  kind: ProfileKindFacts,
  { range, threads }: ProfileWish,
  isCpuTimeRecorded: boolean,
): Tallied {
  const { samples } = columns;
  const isOfKind = texts.sampleKinds.map((name) =>
    kind.key === "cpu"
      ? name === CPU_TIME || name === "execution"
      : name === "allocation",
  );
  const wanted = threads && new Set(threads);
  const byCpuTime = new Tally();
  const others = new Tally();
  let hasCpuTime = isCpuTimeRecorded;
  const end = firstAtOrAfter(samples.nanos, range.to);
  for (let i = firstAtOrAfter(samples.nanos, range.from); i < end; i++) {
    const isCpuTime = texts.sampleKinds[samples.kind[i]] === CPU_TIME;
    hasCpuTime ||= isCpuTime;
    if (!isOfKind[samples.kind[i]]) continue;
    if (wanted !== null && !wanted.has(samples.thread[i])) continue;
    const [stack, subject] = [samples.stack[i], samples.subject[i]];
    const tally = isCpuTime ? byCpuTime : others;
    tally.add({ stack, operation: -1, subject }, samples.weight[i], 1);
  }
  if (kind.key !== "cpu")
    return { rows: others.rows, source: "allocation_samples" };
  return hasCpuTime
    ? { rows: byCpuTime.rows, source: "cpu_time_samples" }
    : { rows: others.rows, source: "execution_samples" };
}

/** Adds up values by stack and by what they were about. */
class Tally {
  readonly rows: ProfileRow[] = [];
  private readonly byStack = new Map<number, Map<string, ProfileRow>>();

  add(
    { stack, operation, subject }: Omit<ProfileRow, "total" | "count" | "max">,
    value: number,
    times: number,
  ): void {
    let reasons = this.byStack.get(stack);
    if (reasons === undefined)
      this.byStack.set(stack, (reasons = new Map<string, ProfileRow>()));
    const reason = `${operation} ${subject}`;
    let row = reasons.get(reason);
    if (row === undefined) {
      row = { stack, operation, subject, total: 0, count: 0, max: 0 };
      reasons.set(reason, row);
      this.rows.push(row);
    }
    row.total += value;
    row.count += times;
    row.max = Math.max(row.max, value);
  }
}

function waitOf(embedded: Embedded, delay: Delay): LongestWait {
  const { columns, texts } = embedded;
  const { thread, span, start, end, stack } = delay;
  const other = columns.other[span];
  return {
    index: span,
    thread,
    name: texts.threadNames[thread],
    start,
    end,
    state: STATE_KEYS[columns.state[span]],
    operation: textOf(texts, delay.operation),
    subject: textOf(texts, delay.subject),
    site: siteOf(embedded, stack),
    other: other < 0 ? null : other,
    otherName: other < 0 ? null : texts.threadNames[other],
  };
}
