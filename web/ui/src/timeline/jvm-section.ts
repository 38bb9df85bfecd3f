import type { StatesOverTime } from "../api/types";
import type { Counter, Tracks } from "../api/timeline";
import { STATE_ORDINAL, type StateKey } from "../model/states";
import type { CounterChart, CounterLine } from "./counter-chart";
import type { JvmRow, JvmSection } from "./rows";

export const NO_JVM_SECTION: JvmSection = {
  isOpen: false,
  rows: [],
  eventLanes: 0,
};

/** Counters that move between their samples, which lie right before and right after each collection. */
const RAMPS: readonly string[] = ["heap.used"];
const HEAP = ["heap.used", "heap.committed"];
const LOAD = ["cpu.jvm.user", "cpu.jvm.system", "cpu.machine"];

/** What concerns all threads: memory, collections, processors; other counters when they are asked for. */
export function jvmRows(
  tracks: Tracks | null,
  states: StatesOverTime | null,
  showsAllCounters: boolean,
): readonly JvmRow[] {
  if (tracks === null) return [];
  const counters = tracks.counters.filter(({ nanos }) => nanos.length > 0);
  const rest = counters.filter(({ key }) => ![...HEAP, ...LOAD].includes(key));
  const hasGc = tracks.gcPauses.length + tracks.concurrent.length > 0;
  const rows: JvmRow[] = [];
  const addChart = (chart: CounterChart | null) => {
    if (chart !== null) rows.push({ kind: "counter", chart });
  };
  addChart(heapChart(counters));
  if (hasGc) rows.push({ kind: "gc" });
  if (tracks.safepoints.length > 0) rows.push({ kind: "safepoints" });
  addChart(loadChart(counters));
  addChart(runnableChart(states));
  if (showsAllCounters)
    for (const counter of rest)
      addChart({
        label: counter.label,
        unit: counter.unit,
        lines: [lineOf(counter)],
      });
  if (rest.length > 0)
    rows.push({
      kind: "moreCounters",
      count: rest.length,
      isOpen: showsAllCounters,
    });
  return rows;
}

function lineOf(counter: Counter): CounterLine {
  return { ...counter, ramps: RAMPS.includes(counter.key) };
}

function heapChart(counters: readonly Counter[]): CounterChart | null {
  const lines = HEAP.flatMap((wanted) =>
    counters.filter(({ key }) => key === wanted).map(lineOf),
  );
  return lines.length === 0 ? null : { label: "Heap", unit: "bytes", lines };
}

/** User and system time come in one event, so their values pair up. */
function loadChart(counters: readonly Counter[]): CounterChart | null {
  const [user, system, machine] = LOAD.map((wanted) =>
    counters.find(({ key }) => key === wanted),
  );
  if (user === undefined) return null;
  const isPaired = system?.nanos.length === user.nanos.length;
  const jvm: CounterLine = {
    label: isPaired ? "this JVM" : "this JVM, user",
    nanos: user.nanos,
    values: user.values.map((value, i) =>
      isPaired ? value + system.values[i] : value,
    ),
  };
  return {
    label: "Processor load",
    unit: "ratio",
    atLeast: 1,
    lines: machine === undefined ? [jvm] : [jvm, lineOf(machine)],
  };
}

/** How many threads waited for a processor or carrier; nothing where the recording does not tell. */
function runnableChart(states: StatesOverTime | null): CounterChart | null {
  if (states === null) return null;
  const line = (key: StateKey): CounterLine => {
    const values = states.series[STATE_ORDINAL[key]];
    return {
      label: key,
      nanos: values.map((_, i) => i * states.bucketNanos),
      values,
    };
  };
  const runnable = line("runnable");
  if (runnable.values.every((count) => count === 0)) return null;
  return {
    label: "Runnable threads",
    unit: "count",
    lines: [runnable],
  };
}
