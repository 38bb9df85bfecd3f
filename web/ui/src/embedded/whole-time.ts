import { STATE_KEYS, STATE_ORDINAL } from "../model/states";
import type { TimeRange } from "../units";
import { FLAG_CONTINUED } from "./columns";
import { stackOf } from "./delays";
import { codeOfState, type Embedded } from "./dictionaries";
import { eachSpan, firstAtOrAfter, firstEndingAfter } from "./spans-in";

/** Takes a value of a profile; ids are -1 for none. */
export type TakeRow = (
  row: {
    readonly stack: number;
    readonly operation: number;
    readonly subject: number;
  },
  nanos: number,
  times: 0 | 1,
) => void;

const { running, undetermined } = STATE_ORDINAL;

/** All time of threads by stack and reason, as timeline/analysis/WholeTime.java tells it. Returns the key of its source. */
export function eachWholeTime(
  embedded: Embedded,
  threads: Iterable<number>,
  range: TimeRange,
  isByCpuTime: boolean,
  take: TakeRow,
): string {
  const samples = samplesByState(embedded, range, isByCpuTime);
  let hasSamples = false;
  for (const thread of threads) {
    const its = samples.get(thread);
    hasSamples ||= its?.has(running) === true;
    addThread(embedded, thread, range, isByCpuTime, its, take);
  }
  if (isByCpuTime) return "time_by_cpu_time";
  return hasSamples ? "time_by_execution" : "time_without_samples";
}

type ByState = ReadonlyMap<number, readonly number[]>;

/** By thread and state the samples of the one kind that counts. */
function samplesByState(
  { columns, texts }: Embedded,
  range: TimeRange,
  isByCpuTime: boolean,
): ReadonlyMap<number, ByState> {
  const { samples } = columns;
  const wanted = texts.sampleKinds.indexOf(isByCpuTime ? "cpu" : "execution");
  const byThread = new Map<number, Map<number, number[]>>();
  const end = firstAtOrAfter(samples.nanos, range.to);
  for (let i = firstAtOrAfter(samples.nanos, range.from); i < end; i++) {
    const thread = samples.thread[i];
    if (samples.kind[i] !== wanted || thread < 0) continue;
    const span = firstEndingAfter(columns, thread, samples.nanos[i]);
    const isThere =
      span < columns.first[thread + 1] &&
      columns.start[span] <= samples.nanos[i];
    const state = isThere ? columns.state[span] : -1;
    if (state !== running && !(state === undetermined && isByCpuTime)) continue;
    const its = byThread.get(thread) ?? new Map<number, number[]>();
    byThread.set(thread, its);
    const taken = its.get(state);
    if (taken === undefined) its.set(state, [i]);
    else taken.push(i);
  }
  return byThread;
}

function addThread(
  embedded: Embedded,
  thread: number,
  range: TimeRange,
  isByCpuTime: boolean,
  samples: ByState | undefined,
  take: TakeRow,
): void {
  const { columns } = embedded;
  const unnamed = STATE_KEYS.map(() => 0);
  eachSpan(columns, thread, range, (span, nanos) => {
    const state = columns.state[span];
    if (state === running || state === undetermined) {
      unnamed[state] += nanos;
      return;
    }
    const operation = columns.operation[span];
    take(
      {
        stack: stackOf(columns, thread, span),
        operation: operation < 0 ? codeOfState(state) : operation,
        subject: columns.subject[span],
      },
      nanos,
      (columns.flags[span] & FLAG_CONTINUED) === 0 ? 1 : 0,
    );
  });
  for (const state of [running, undetermined])
    share(
      embedded,
      state,
      unnamed[state],
      samples?.get(state) ?? [],
      isByCpuTime,
      take,
    );
}

/** Gives the time in a state to the samples taken in it, to each by its weight. */
function share(
  { columns: { samples } }: Embedded,
  state: number,
  nanos: number,
  taken: readonly number[],
  isByCpuTime: boolean,
  take: TakeRow,
): void {
  const weight = taken.reduce((sum, i) => sum + samples.weight[i], 0);
  const toShare = isByCpuTime ? Math.min(nanos, weight) : nanos;
  let shared = 0;
  let before = 0;
  for (const i of taken) {
    before += samples.weight[i];
    const until = Math.floor(toShare * (before / Math.max(1, weight)));
    const stack = samples.stack[i];
    const row = { stack, operation: codeOfState(running), subject: -1 };
    take(row, until - shared, 1);
    shared = until;
  }
  if (nanos > shared)
    take(
      { stack: -1, operation: codeOfState(state), subject: -1 },
      nanos - shared,
      1,
    );
}
