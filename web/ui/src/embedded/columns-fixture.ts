import { readColumns, type Columns } from "./columns";
import { STATE_KEYS } from "../model/states";
import type { Dictionaries, Embedded } from "./dictionaries";

/** Columns as api/EmbeddedTrace.java writes them, in its order; what is not named is empty. */
export interface Written {
  readonly counts?: readonly number[];
  readonly starts?: readonly number[];
  readonly lengths?: readonly number[];
  readonly states?: readonly number[];
  readonly flags?: readonly number[];
  readonly operations?: readonly number[];
  readonly subjects?: readonly number[];
  readonly stacks?: readonly number[];
  readonly others?: readonly number[];
  readonly amounts?: readonly number[];
  readonly addressesHigh?: readonly number[];
  readonly addressesLow?: readonly number[];
  readonly stackParents?: readonly number[];
  readonly stackFrames?: readonly number[];
  readonly flowKinds?: readonly number[];
  readonly flowFrom?: readonly number[];
  readonly flowTo?: readonly number[];
  readonly flowEffects?: readonly number[];
  readonly flowDelays?: readonly number[];
  readonly cpus?: readonly number[];
  readonly cpuCounts?: readonly number[];
  readonly cpuGaps?: readonly number[];
  readonly cpuLengths?: readonly number[];
  readonly cpuThreads?: readonly number[];
  readonly cpuKinds?: readonly number[];
  readonly sampleSteps?: readonly number[];
  readonly sampleKinds?: readonly number[];
  readonly sampleThreads?: readonly number[];
  readonly sampleStacks?: readonly number[];
  readonly sampleSubjects?: readonly number[];
  readonly sampleWeights?: readonly number[];
  readonly callSteps?: readonly number[];
  readonly callThreads?: readonly number[];
  readonly callNames?: readonly number[];
  readonly callTargets?: readonly number[];
  readonly javaIds?: readonly number[];
  readonly osIds?: readonly number[];
  readonly threadGroups?: readonly number[];
  readonly seen?: readonly number[];
  readonly parents?: readonly number[];
  readonly startStacks?: readonly number[];
}

export function columnsOf(written: Written): Columns {
  const bytes: number[] = [];
  const spans = written.lengths?.length ?? 0;
  const zeros = Array.from({ length: spans }, () => 0);
  const perThread = (written.counts ?? []).map(() => 0);
  const w = written;
  const columns = [
    ...[w.counts, w.starts, w.lengths, w.states ?? zeros, w.flags ?? zeros],
    ...[w.operations ?? zeros, w.subjects ?? zeros, w.stacks ?? zeros],
    ...[w.others ?? zeros, w.amounts ?? zeros],
    ...[w.addressesHigh ?? zeros, w.addressesLow ?? zeros],
    ...[w.stackParents, w.stackFrames],
    ...[w.flowKinds, w.flowFrom, w.flowTo, w.flowEffects, w.flowDelays],
    ...[w.cpus, w.cpuCounts, w.cpuGaps],
    ...[w.cpuLengths, w.cpuThreads, w.cpuKinds],
    ...[w.sampleSteps, w.sampleKinds, w.sampleThreads],
    ...[w.sampleStacks, w.sampleSubjects, w.sampleWeights],
    ...[w.callSteps, w.callThreads, w.callNames, w.callTargets],
    ...[w.javaIds ?? perThread, w.osIds ?? perThread],
    ...[w.threadGroups ?? perThread, w.seen ?? perThread],
    ...[w.parents ?? perThread, w.startStacks ?? perThread],
  ];
  for (const column of columns) {
    const packed = (column ?? []).flatMap(varint);
    bytes.push(packed.length & 0xff, (packed.length >> 8) & 0xff, 0, 0);
    bytes.push(...packed);
  }
  return readColumns(Uint8Array.from(bytes).buffer);
}

function varint(value: number): number[] {
  return value < 0x80
    ? [value]
    : [(value % 0x80) + 0x80, ...varint(Math.floor(value / 0x80))];
}

export const TEXTS: Dictionaries = {
  threadNames: ["worker-1", "main"],
  threadKinds: ["platform", "virtual"],
  eventLanes: [0, 0],
  groupings: {
    name: { keys: ["worker-*", "main"], members: [[0], [1]] },
    kind: { keys: ["platform", "virtual"], members: [[0], [1]] },
    carrier: { keys: ["worker-*"], members: [[0]] },
  },
  strings: ["park", "com.acme.Queue", "com.acme.Order"],
  frames: [
    ["jdk.internal.misc.Unsafe.park", -1, "native"],
    ["com.acme.Queue.take", 12, "jit"],
    ["com.acme.Main.main", 3, "jit"],
  ],
  flowKinds: ["unparked"],
  stateLabels: STATE_KEYS,
  sampleKinds: ["cpu", "execution", "native", "allocation"],
  operations: ["park", "monitor enter"],
  profileKinds: [
    {
      key: "park",
      label: "park",
      isDelay: true,
      states: [4],
      events: ["jdk.ThreadPark"],
    },
    {
      key: "scheduler",
      label: "scheduler latency",
      isDelay: true,
      states: [1],
      events: ["jtrace.VirtualThreadRunnable"],
    },
    {
      key: "pinned",
      label: "pinned",
      isDelay: true,
      states: [],
      events: ["jdk.VirtualThreadPinned"],
    },
    {
      key: "cpu",
      label: "CPU",
      isDelay: false,
      states: [],
      events: ["jdk.CPUTimeSample", "jdk.ExecutionSample"],
    },
    { key: "time", label: "all time", isDelay: false, states: [], events: [] },
    {
      key: "alloc",
      label: "allocation",
      isDelay: false,
      states: [],
      events: ["jdk.ObjectAllocationSample"],
    },
  ],
  profileSources: {
    delays: { unit: "nanos", sentence: "delays" },
    cpu_time_samples: { unit: "nanos", sentence: "by CPU time" },
    execution_samples: { unit: "samples", sentence: "by wall time" },
    time_by_cpu_time: { unit: "nanos", sentence: "all by CPU time" },
    time_by_execution: { unit: "nanos", sentence: "all by wall time" },
    time_without_samples: { unit: "nanos", sentence: "all, no samples" },
    allocation_samples: { unit: "bytes", sentence: "allocations" },
  },
};

/** A trace in a page, with the texts above. */
export function embeddedOf(written: Written): Embedded {
  return { columns: columnsOf(written), texts: TEXTS };
}
