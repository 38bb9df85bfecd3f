/** The ten states of a thread in the order in which every array of the API lists them. */
export const STATE_KEYS = [
  "running",
  "runnable",
  "blocked",
  "waiting",
  "parked",
  "sleeping",
  "socketIo",
  "fileIo",
  "native",
  "undetermined",
] as const;

export type StateKey = (typeof STATE_KEYS)[number];

export const STATE_COUNT = STATE_KEYS.length;

/** Position of each state in the arrays of the API. */
export const STATE_ORDINAL = Object.fromEntries(
  STATE_KEYS.map((key, ordinal) => [key, ordinal]),
) as Record<StateKey, number>;

/** Short names for column heads, legends and bars. */
export const STATE_LABEL: Record<StateKey, string> = {
  running: "Running",
  runnable: "Runnable",
  blocked: "Blocked",
  waiting: "Waiting",
  parked: "Parked",
  sleeping: "Sleeping",
  socketIo: "Socket I/O",
  fileIo: "File I/O",
  native: "Native",
  undetermined: "Unknown",
};

/** What a state means, for tooltips and the details of a span. */
export const STATE_SENTENCE: Record<StateKey, string> = {
  running:
    "Running, or ready to run where the recording has no scheduling data",
  runnable: "Ready to run, waiting for a CPU",
  blocked: "Blocked on a monitor",
  waiting: "Waiting in Object.wait",
  parked: "Parked",
  sleeping: "Sleeping",
  socketIo: "Waiting for socket I/O",
  fileIo: "Waiting for file I/O",
  native: "In native code",
  undetermined: "Unknown: the recording does not show this stretch",
};

/** The order in which states are stacked in bars and areas: what a reader looks for first is at the bottom or left. */
export const STACK_ORDER: readonly StateKey[] = [
  "running",
  "runnable",
  "blocked",
  "socketIo",
  "fileIo",
  "native",
  "waiting",
  "parked",
  "sleeping",
  "undetermined",
];

/** States of a thread that does something or is held up; the others only recede in charts. */
export const ACTIVE_STATES: ReadonlySet<StateKey> = new Set([
  "running",
  "runnable",
  "blocked",
  "socketIo",
  "fileIo",
  "native",
]);

export function stateLabel(key: string): string {
  return isStateKey(key) ? STATE_LABEL[key] : key;
}

export function isStateKey(key: string): key is StateKey {
  return key in STATE_ORDINAL;
}
