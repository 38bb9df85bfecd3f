import type { ThreadRegions } from "../src/api/timeline.ts";
import type { TimeRange } from "../src/units.ts";
import { regionsOf } from "./mock-annotations.ts";
import type { MockTrace } from "./mock-trace.ts";

/** Regions as the timeline draws them; none is so short that it would not be told apart. */
export function mockThreadRegions(
  trace: MockTrace,
  threads: readonly number[],
  range: TimeRange,
): ThreadRegions {
  const all = regionsOf(trace).filter(
    ({ start, end }) => start <= range.to && end >= range.from,
  );
  const types = [...new Set(all.map(({ type }) => type))];
  const tasks = [...new Map(all.map((region) => [region.task, region]))];
  return {
    types,
    tasks: tasks.map(([task, { taskType }]) => ({
      task: task ?? 0,
      type: taskType,
    })),
    threads: threads.map((thread) => ({
      thread,
      regions: all
        .filter((region) => region.thread === thread)
        .sort((a, b) => a.start - b.start || a.depth - b.depth)
        .map(({ start, end, depth, type, task }) => [
          start,
          end,
          depth,
          types.indexOf(type),
          tasks.findIndex(([index]) => index === task),
          1,
        ]),
    })),
  };
}

/** How deep the regions of a thread nest. */
export function regionDepth(trace: MockTrace, thread: number): number {
  return regionsOf(trace)
    .filter((region) => region.thread === thread)
    .reduce((depths, { depth }) => Math.max(depths, depth + 1), 0);
}
