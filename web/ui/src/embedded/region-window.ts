import type { RegionRow } from "../api/annotations";
import type { ThreadRegions } from "../api/timeline";
import type { Nanos, TaskIndex, ThreadId, TimeRange } from "../units";

/** Regions drawn as one; the first of them says of which type and task. */
interface Slice {
  readonly first: RegionRow;
  end: Nanos;
  count: number;
}

/** The thread of those of which it is not known. */
const NO_THREAD = -1;

/** How deep the regions of each thread nest. */
export function regionDepths(
  regions: readonly RegionRow[],
): ReadonlyMap<ThreadId, number> {
  const depths = new Map<ThreadId, number>();
  for (const { thread, depth } of regions) {
    const id = thread ?? NO_THREAD;
    depths.set(id, Math.max(depths.get(id) ?? 0, depth + 1));
  }
  return depths;
}

/** The regions of threads as the timeline draws them, as timeline/query/RegionWindow.java has it. */
export function regionsIn(
  regions: readonly RegionRow[],
  threads: readonly ThreadId[],
  range: TimeRange,
  bucketNanos: Nanos,
  depths: number,
): ThreadRegions {
  const types = new Numbers<string>();
  const tasks = new Numbers<TaskIndex>();
  const taskTypes = new Map<TaskIndex, string | null>();
  const byThread = threads.map((thread) => {
    const shown = regions.filter(
      (region) =>
        (region.thread ?? NO_THREAD) === thread &&
        region.start <= range.to &&
        region.end >= range.from &&
        region.depth < depths,
    );
    const slices = thinned(shown, bucketNanos).map(({ first, end, count }) => {
      const { start, depth, type, task, taskType } = first;
      if (task !== null) taskTypes.set(task, taskType);
      const taskNumber = task === null ? -1 : tasks.of(task);
      return [start, end, depth, types.of(type), taskNumber, count] as const;
    });
    return { thread, regions: slices };
  });
  return {
    types: types.values,
    tasks: tasks.values.map((task) => ({
      task,
      type: taskTypes.get(task) || null,
    })),
    threads: byThread,
  };
}

/** What is shorter than a bucket and begins in one with another of its depth is drawn with it. */
function thinned(
  regions: readonly RegionRow[],
  bucketNanos: Nanos,
): readonly Slice[] {
  const slices: Slice[] = [];
  const open = new Map<number, Slice>();
  const bucketOf = (nanos: Nanos) => Math.floor(nanos / bucketNanos);
  for (const region of regions) {
    const { start, end, depth } = region;
    const last = open.get(depth);
    const isShort = end - start < bucketNanos;
    if (isShort && last && bucketOf(last.first.start) === bucketOf(start)) {
      last.end = end;
      last.count++;
      continue;
    }
    const slice = { first: region, end, count: 1 };
    slices.push(slice);
    if (isShort) open.set(depth, slice);
    else open.delete(depth);
  }
  return slices;
}

/** Values that are told once, by their numbers. */
class Numbers<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<T, number>();

  of(value: T): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(value, number);
    }
    return number;
  }
}
