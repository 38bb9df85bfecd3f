import { STATE_KEYS, STATE_ORDINAL } from "../model/states";
import type { TimeRange } from "../units";
import { FLAG_CONTINUED, FLAG_PINNED, type Columns } from "./columns";
import type { Dictionaries, Embedded, ProfileKindFacts } from "./dictionaries";
import { eachSpan, firstEndingAfter } from "./spans-in";

/** A stretch in which a thread waited, whole. Ids are -1 for none. */
export interface Delay {
  readonly thread: number;
  /** The first span that it is made of. */
  readonly span: number;
  readonly start: number;
  readonly end: number;
  readonly stack: number;
  readonly operation: number;
  readonly subject: number;
  /** 0 for the rest of an interrupted operation, which is no second one. */
  readonly times: 0 | 1;
}

const { running, runnable, undetermined } = STATE_ORDINAL;
const PINNED = "pinned";

/** Whether a thread in this state waits for somebody else. */
export function isBlocking(state: number): boolean {
  return state !== running && state !== runnable && state !== undetermined;
}

/** Hands over the delays of the threads that touch a range, as timeline/analysis/Delays.java does. */
export function eachDelay(
  { columns, texts }: Embedded,
  kind: ProfileKindFacts,
  threads: Iterable<number>,
  range: TimeRange,
  take: (delay: Delay) => void,
): void {
  const isWanted = STATE_KEYS.map((_, state) => kind.states.includes(state));
  for (const thread of threads) {
    if (kind.key === PINNED) {
      if (texts.threadKinds[thread] === "virtual")
        eachPinned(columns, texts, thread, range, take);
    } else {
      eachSpan(columns, thread, range, (span) => {
        if (isWanted[columns.state[span]]) take(delayOf(columns, thread, span));
      });
    }
  }
}

/** Where a thread was: being runnable has no stack of its own, but that of the wait before. */
export function stackOf(c: Columns, thread: number, span: number): number {
  const before = span - 1;
  const isAfterWait =
    c.stack[span] < 0 &&
    c.state[span] === runnable &&
    before >= c.first[thread] &&
    isBlocking(c.state[before]);
  return c.stack[isAfterWait ? before : span];
}

function delayOf(c: Columns, thread: number, span: number): Delay {
  return {
    thread,
    span,
    start: c.start[span],
    end: c.end[span],
    stack: stackOf(c, thread, span),
    operation: c.operation[span],
    subject: c.subject[span],
    times: (c.flags[span] & FLAG_CONTINUED) === 0 ? 1 : 0,
  };
}

/** Neighbouring pinned spans are one delay. */
function eachPinned(
  c: Columns,
  texts: Dictionaries,
  thread: number,
  range: TimeRange,
  take: (delay: Delay) => void,
): void {
  const isPinned = (span: number) => (c.flags[span] & FLAG_PINNED) !== 0;
  const last = c.first[thread + 1];
  let span = firstEndingAfter(c, thread, range.from);
  while (span > c.first[thread] && span < last && isPinned(span - 1)) span--;
  while (span < last && c.start[span] < range.to) {
    let next = span + 1;
    if (isPinned(span)) {
      while (next < last && isPinned(next)) next++;
      take(pinned(c, texts, thread, span, next));
    }
    span = next;
  }
}

/** The JVM's event calls operations by the methods that block, and its subject is the reason. */
function pinned(
  c: Columns,
  texts: Dictionaries,
  thread: number,
  first: number,
  end: number,
): Delay {
  let stack = -1;
  let operation = -1;
  let subject = -1;
  for (let span = first; span < end; span++) {
    if (stack < 0) stack = c.stack[span];
    const its = c.operation[span];
    const isOfTheJvm =
      its >= 0 && !texts.operations.includes(texts.strings[its]);
    if (operation < 0 || isOfTheJvm) operation = its;
    if (isOfTheJvm) subject = c.subject[span];
  }
  const [start, until] = [c.start[first], c.end[end - 1]];
  return {
    ...{ thread, span: first, start, end: until },
    ...{ stack, operation, subject, times: 1 },
  };
}
