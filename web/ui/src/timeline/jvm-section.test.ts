import { describe, expect, it } from "vitest";
import type { Counter, Tracks } from "../api/timeline";
import { STATE_KEYS } from "../model/states";
import { valueAt, type CounterChart } from "./counter-chart";
import { jvmRows } from "./jvm-section";

function counter(key: string, values: number[]): Counter {
  const nanos = values.map((_, i) => i * 10);
  return { key, label: key, unit: "ratio", nanos, values };
}

function tracks(...counters: Counter[]): Tracks {
  return { gcPauses: [], gc: [], safepoints: [], concurrent: [], counters };
}

const chartsOf = (of: Tracks, isOpen = false): CounterChart[] =>
  jvmRows(of, null, isOpen).flatMap((row) =>
    row.kind === "counter" ? [row.chart] : [],
  );

describe("JVM section", () => {
  it("loadOfTheJvm_isUserAndSystemTogether_besideThatOfTheMachine", () => {
    const [load] = chartsOf(
      tracks(
        counter("cpu.jvm.user", [0.5, 0.25]),
        counter("cpu.jvm.system", [0.25, 0.25]),
        counter("cpu.machine", [0.875, 0.75]),
      ),
    );
    expect(load.lines.map(({ values }) => values)).toEqual([
      [0.75, 0.5],
      [0.875, 0.75],
    ]);
  });

  it("userTimeWithoutSystemTime_isNotCalledTheWhole", () => {
    const [load] = chartsOf(tracks(counter("cpu.jvm.user", [0.5])));
    expect(load.lines[0].label).toBe("this JVM, user");
  });

  it("otherCounters_areShownWhenAskedFor", () => {
    const all = tracks(counter("heap.used", [1]), counter("rss", [2]));
    expect(chartsOf(all).map(({ label }) => label)).toEqual(["Heap"]);
    expect(chartsOf(all, true).map(({ label }) => label)).toEqual([
      "Heap",
      "rss",
    ]);
    expect(jvmRows(all, null, false).at(-1)).toEqual({
      kind: "moreCounters",
      count: 1,
      isOpen: false,
    });
  });

  it("runnableThreads_haveARowOnlyWhereTheTraceTellsOfThem", () => {
    const states = (count: number) => ({
      bucketNanos: 10,
      series: STATE_KEYS.map((key) => [key === "runnable" ? count : 0, 0]),
      pauses: [],
    });
    expect(jvmRows(tracks(), states(0), false)).toEqual([]);
    expect(jvmRows(tracks(), states(3), false)).toHaveLength(1);
  });

  it("value_holdsUntilTheNext_andIsNotKnownBeforeTheFirst", () => {
    const line = { label: "", nanos: [10, 20], values: [1, 2] };
    expect([5, 10, 19, 20, 99].map((at) => valueAt(line, at))).toEqual([
      null,
      1,
      1,
      2,
      2,
    ]);
  });
});
