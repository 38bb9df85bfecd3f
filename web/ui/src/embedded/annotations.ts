import type {
  Lengths,
  LogRow,
  RegionRow,
  Regions,
  RegionType,
  TaskDetail,
  TaskRow,
  Tasks,
  TaskThread,
  TaskType,
} from "../api/annotations";
import { ApiError } from "../api/client";
import { STATE_COUNT } from "../model/states";
import type { TimeRange } from "../units";
import { compareTexts } from "./call-tree";
import { contains, type Embedded } from "./dictionaries";
import { lengthsOf } from "./lengths";
import { stretch } from "./span-search";

/** More parts, regions and messages of a task are not listed. */
const MAX_LISTED = 1000;

/** All tasks and regions, as timeline/analysis/AnnotationTable.java has them. */
export interface AnnotationTable {
  readonly tasksRecorded: boolean;
  readonly regionsRecorded: boolean;
  /** By index. */
  readonly tasks: readonly TaskRow[];
  /** By index of the task. */
  readonly works: readonly {
    readonly threads: readonly TaskThread[];
    readonly logs: readonly LogRow[];
  }[];
  /** By start. */
  readonly regions: readonly RegionRow[];
}

/** Which tasks or regions are asked for, as timeline/analysis/TaskQuery.java has it. */
export interface AnnotationWish {
  readonly range: TimeRange;
  /** All types where empty. */
  readonly type: string;
  readonly min: number;
  readonly max: number;
  readonly text: string;
  /** "true", "false" or empty for both. */
  readonly open: string;
  readonly offset: number;
  readonly limit: number;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const lengthOf = ({ start, end }: Stretch) => end - start;
const isComplete = (task: TaskRow) => task.startSeen && task.endSeen;

/** The tasks that are open somewhere in the window. */
export function findTasks(table: AnnotationTable, wish: AnnotationWish): Tasks {
  const withText = tasksWith(table, wish.text.trim().toLowerCase());
  const matching = table.tasks.filter(
    (task) =>
      withText(task) &&
      touches(wish.range, task) &&
      (wish.open === "" || (wish.open === "true") !== isComplete(task)),
  );
  const asksForLength = wish.min > 0 || wish.max !== Infinity;
  const found = longestFirst(
    matching.filter(
      (task) =>
        isWanted(task, task.type ?? "", wish) &&
        (isComplete(task) || !asksForLength),
    ),
  );
  return {
    recorded: table.tasksRecorded,
    types: byType(matching, ({ type }) => type ?? "", taskType),
    count: found.length,
    tasks: pageOf(found, wish),
  };
}

/** The regions that touch the window. */
export function findRegions(
  embedded: Embedded,
  table: AnnotationTable,
  wish: AnnotationWish,
): Regions {
  const text = wish.text.trim().toLowerCase();
  const matching = table.regions.filter(
    (region) => touches(wish.range, region) && contains(region.type, text),
  );
  const found = longestFirst(
    matching.filter((region) => isWanted(region, region.type, wish)),
  );
  return {
    recorded: table.regionsRecorded,
    types: byType(
      matching,
      ({ type }) => type,
      (type, regions) => regionType(embedded, type, regions),
    ),
    count: found.length,
    regions: pageOf(found, wish),
  };
}

/** All that is known of one task. */
export function taskDetail(table: AnnotationTable, index: number): TaskDetail {
  const task = table.tasks[index];
  if (task === undefined)
    throw new ApiError(404, "There is no such task in this trace.");
  const { threads, logs } = table.works[index];
  const ofTask = (region: RegionRow) => region.task === index;
  return {
    task,
    parent: task.parent === null ? null : table.tasks[task.parent],
    parts: table.tasks
      .filter(({ parent }) => parent === index)
      .slice(0, MAX_LISTED),
    threads,
    regions: nested(table.regions.filter(ofTask).slice(0, MAX_LISTED)),
    logs: logs.slice(0, MAX_LISTED),
  };
}

/** Regions with their depth among each other: those of a thread nest. */
function nested(regions: readonly RegionRow[]): readonly RegionRow[] {
  const openEnds = new Map<number | null, number[]>();
  return regions.map((region) => {
    const around = [...(openEnds.get(region.thread) ?? [])];
    while (around.length > 0 && around[around.length - 1] <= region.start)
      around.pop();
    openEnds.set(region.thread, [...around, region.end]);
    return { ...region, depth: around.length };
  });
}

/** Text in the type or a label of a task, or in a region or message of it. */
function tasksWith(
  { regions, works }: AnnotationTable,
  text: string,
): (task: TaskRow) => boolean {
  if (text === "") return () => true;
  const has = (other: string | null) => other !== null && contains(other, text);
  const byRegion = new Set(
    regions.filter(({ type }) => has(type)).map(({ task }) => task),
  );
  return ({ task, type, labels }) =>
    has(type) ||
    labels.some(has) ||
    byRegion.has(task) ||
    works[task].logs.some(
      ({ category, message }) => has(category) || has(message),
    );
}

function touches({ from, to }: TimeRange, { start, end }: Stretch): boolean {
  return start === end ? start >= from && start < to : start < to && end > from;
}

function isWanted(
  stretch: Stretch,
  type: string,
  wish: AnnotationWish,
): boolean {
  const length = lengthOf(stretch);
  const isOfType = wish.type === "" || type === wish.type;
  return isOfType && length >= wish.min && length < wish.max;
}

/** Of equally long ones the earlier comes first, as it did before. */
function longestFirst<T extends Stretch>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => lengthOf(b) - lengthOf(a));
}

function pageOf<T>(
  items: readonly T[],
  { offset, limit }: AnnotationWish,
): readonly T[] {
  return items.slice(offset, offset + limit);
}

function byType<T, S extends Lengths & { readonly type: string | null }>(
  items: readonly T[],
  typeOf: (item: T) => string,
  summary: (type: string, items: readonly T[]) => S,
): readonly S[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const type = typeOf(item);
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [item]);
    else group.push(item);
  }
  return [...groups]
    .map(([type, group]) => summary(type, group))
    .sort(
      (a, b) =>
        b.totalNanos - a.totalNanos || compareTexts(a.type ?? "", b.type ?? ""),
    );
}

function taskType(type: string, tasks: readonly TaskRow[]): TaskType {
  const complete = tasks.filter(isComplete);
  return {
    type: type || null,
    open: tasks.length - complete.length,
    ...lengthsOf(complete.map(lengthOf)),
  };
}

/** Where regions of a type lie inside each other, time counts once. */
function regionType(
  embedded: Embedded,
  type: string,
  regions: readonly RegionRow[],
): RegionType {
  const states = new Array<number>(STATE_COUNT).fill(0);
  const countedTo = new Map<number, number>();
  let coveredNanos = 0;
  for (const { thread, start, end: to } of regions) {
    if (thread === null) continue;
    const from = Math.max(start, countedTo.get(thread) ?? 0);
    if (to <= from) continue;
    stretch(embedded, thread, { from, to }).states.forEach(
      (nanos, state) => (states[state] += nanos),
    );
    coveredNanos += to - from;
    countedTo.set(thread, to);
  }
  return { type, ...lengthsOf(regions.map(lengthOf)), coveredNanos, states };
}
