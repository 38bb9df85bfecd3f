import { expect, test } from "vitest";
import type {
  RegionRow,
  Regions,
  TaskDetail,
  TaskRow,
  Tasks,
} from "../api/annotations";
import type { Rows, ThreadRegions } from "../api/timeline";
import type { AnnotationTable } from "./annotations";
import { embeddedOf } from "./columns-fixture";
import { EmbeddedTrace } from "./embedded-trace";

const STATES = Array.from({ length: 16 }, () => 0);

function task(index: number, type: string | null, rest: Partial<TaskRow>) {
  return {
    ...{ task: index, type, start: 0, end: 0, startSeen: true, endSeen: true },
    ...{ parent: null, thread: 0, threadName: "worker-1", labels: [] },
    ...{ threads: 0, regions: 0, logs: 0, states: STATES },
    ...rest,
  };
}

function region(type: string, start: number, end: number, depth = 0) {
  return {
    ...{ type, depth, thread: 0, threadName: "worker-1", start, end },
    ...{ task: 0, taskType: "request", states: STATES },
  } satisfies RegionRow;
}

/* worker-1 runs 0-10, is parked 10-40 and runs until 100. */
const TABLE: AnnotationTable = {
  tasksRecorded: true,
  regionsRecorded: true,
  tasks: [
    task(0, "request", { start: 5, end: 45, labels: ["tenant=acme"] }),
    task(1, "query", { start: 12, end: 100, endSeen: false, parent: 0 }),
    task(2, "request", { start: 60, end: 70 }),
  ],
  works: [
    {
      threads: [{ thread: 0, name: "worker-1", states: STATES }],
      logs: [
        {
          ...{ nanos: 15, thread: 0, threadName: "worker-1" },
          ...{ category: "http", message: "Ping" },
        },
      ],
    },
    { threads: [], logs: [] },
    { threads: [], logs: [] },
  ],
  regions: [
    region("handle", 5, 45),
    region("parse", 6, 7, 1),
    region("parse", 7, 8, 1),
    region("handle", 9, 20, 1),
    { ...region("idle", 50, 60), task: null, taskType: null },
  ],
};

const PAGE = new EmbeddedTrace(
  { annotations: TABLE },
  embeddedOf({
    counts: [3, 0],
    starts: [0, 0],
    lengths: [10, 30, 60],
    states: [0, 4, 0],
  }),
);

async function ask<T>(url: string): Promise<T> {
  return (await PAGE.json(url)) as T;
}

async function tasks(query: string): Promise<readonly number[]> {
  const answer = await ask<Tasks>(`/api/tasks?${query}`);
  return answer.tasks.map(({ task }) => task);
}

test("tasks come longest first, by type without the open ones", async () => {
  const answer = await ask<Tasks>("/api/tasks?limit=2");
  expect(answer.count).toBe(3);
  expect(answer.tasks.map(({ task }) => task)).toEqual([1, 0]);
  expect(answer.types).toMatchObject([
    {
      ...{ type: "request", open: 0, count: 2, totalNanos: 50, p50: 10 },
      ...{ p99: 40, maxNanos: 40 },
      buckets: [
        { fromNanos: 8, toNanos: 16, count: 1 },
        { fromNanos: 16, toNanos: 32, count: 0 },
        { fromNanos: 32, toNanos: 64, count: 1 },
      ],
    },
    { type: "query", open: 1, count: 0, buckets: [] },
  ]);
});

test("tasks are filtered by window, type, length, text and whether they are open", async () => {
  expect(await tasks("from=50&to=65")).toEqual([1, 2]);
  expect(await tasks("type=request")).toEqual([0, 2]);
  expect(await tasks("min=1")).toEqual([0, 2]);
  expect(await tasks("min=10&max=40")).toEqual([2]);
  expect(await tasks("q=ACME")).toEqual([0]);
  expect(await tasks("q=ping")).toEqual([0]);
  expect(await tasks("q=parse")).toEqual([0]);
  expect(await tasks("open=true")).toEqual([1]);
  expect(await tasks("open=false&offset=1")).toEqual([2]);
});

test("a task tells its parts, threads, regions and messages", async () => {
  const detail = await ask<TaskDetail>("/api/task?id=0");
  expect(detail.parent).toBeNull();
  expect(detail.parts.map(({ task }) => task)).toEqual([1]);
  expect(detail.threads).toHaveLength(1);
  expect(detail.regions.map(({ depth }) => depth)).toEqual([0, 1, 1, 1]);
  expect(detail.logs).toMatchObject([{ message: "Ping" }]);
  expect((await ask<TaskDetail>("/api/task?id=1")).parent?.task).toBe(0);
  await expect(ask("/api/task?id=3")).rejects.toThrow("no such task");
});

test("regions inside others of their type count once in its time", async () => {
  const { types, regions, count } = await ask<Regions>("/api/regions?limit=1");
  expect(count).toBe(5);
  expect(regions).toMatchObject([{ type: "handle", start: 5 }]);
  const handle = types.find(({ type }) => type === "handle")!;
  expect(handle).toMatchObject({ totalNanos: 51, coveredNanos: 40 });
  expect([handle.states[0], handle.states[4]]).toEqual([10, 30]);
  const idle = await ask<Regions>("/api/regions?from=46&q=I");
  expect(idle.types.map(({ type }) => type)).toEqual(["idle"]);
});

test("regions of a thread shorter than a bucket are drawn together", async () => {
  const answer = await ask<ThreadRegions>(
    "/api/thread-regions?threads=0,1&bucket=8&from=0&to=30",
  );
  expect(answer).toEqual({
    types: ["handle", "parse"],
    tasks: [{ task: 0, type: "request" }],
    threads: [
      {
        thread: 0,
        regions: [
          [5, 45, 0, 0, 0, 1],
          [6, 8, 1, 1, 0, 2],
          [9, 20, 1, 0, 0, 1],
        ],
      },
      { thread: 1, regions: [] },
    ],
  });
});

test("rows tell how deep regions nest", async () => {
  const { groups } = await ask<Rows>("/api/rows?by=name");
  expect(groups[0].regionDepths).toEqual([2]);
});

test("a file without tasks and regions says that they were too many", async () => {
  const page = new EmbeddedTrace({}, embeddedOf({}));
  for (const url of ["/api/tasks", "/api/task?id=0", "/api/regions"])
    await expect(page.json(url)).rejects.toThrow("too many");
});
