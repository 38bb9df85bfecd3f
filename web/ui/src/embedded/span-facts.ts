import { ApiError } from "../api/client";
import type { Flow, Flows } from "../api/timeline";
import type { Frame, GroupRow, Span } from "../api/types";
import { STATE_COUNT, STATE_KEYS, STATE_ORDINAL } from "../model/states";
import type { Columns } from "./columns";
import { firstEndingAfter } from "./make-tiles";

/** The texts that columns refer to by number. */
export interface Dictionaries {
  readonly threadNames: readonly string[];
  readonly strings: readonly string[];
  readonly frames: readonly (readonly [string, number, Frame["kind"]])[];
  readonly flowKinds: readonly string[];
  readonly stateLabels: readonly string[];
}

const FLAG_PINNED = 1;
const FLAG_TIMED_OUT = 2;
const FLAG_PROVEN = 4;
const SUBMITTED = "submitted";
const { running, runnable, blocked, waiting, parked, sleeping } = STATE_ORDINAL;
const { socketIo, fileIo } = STATE_ORDINAL;
const BLOCKING = [blocked, waiting, parked, sleeping, socketIo, fileIo];
const TIMED = [parked, waiting, sleeping];

/** Answers questions about single spans, as SpanDetails, SpanLabel and WakeUp of the server do. */
export class SpanFacts {
  constructor(
    private readonly columns: Columns,
    private readonly texts: Dictionaries,
  ) {}

  /** The span of a thread at a moment. */
  at(thread: number, nanos: number): number {
    const { first, start } = this.columns;
    const span = firstEndingAfter(this.columns, thread, nanos);
    if (span >= first[thread + 1] || start[span] > nanos)
      throw new ApiError(404, "The thread did not live at this moment.");
    return span;
  }

  span(index: number): Span {
    const { columns: c, texts } = this;
    const thread = this.threadOf(index);
    const other = c.other[index] - 1;
    const flags = c.flags[index];
    const { incoming, outgoing } = this.flowEnds(thread, index);
    return {
      thread,
      threadName: texts.threadNames[thread],
      index,
      start: c.start[index],
      end: c.end[index],
      state: STATE_KEYS[c.state[index]],
      operation: this.text(c.operation[index]),
      subject: this.text(c.subject[index]),
      stack: this.stack(c.stack[index] - 1),
      other: other < 0 ? null : other,
      otherName: other < 0 ? null : texts.threadNames[other],
      ...this.amount(index),
      address: this.address(index),
      pinned: (flags & FLAG_PINNED) !== 0,
      timedOut: (flags & FLAG_TIMED_OUT) !== 0,
      proven: (flags & FLAG_PROVEN) !== 0,
      incoming,
      outgoing,
      wokenBy: this.wokenBy(thread, index),
      previous: index > c.first[thread] ? index - 1 : null,
      next: index + 1 < c.first[thread + 1] ? index + 1 : null,
    };
  }

  /** The short name of a span, to be drawn on it. */
  label(index: number): string {
    const { columns: c, texts } = this;
    const state = c.state[index];
    const subject = this.text(c.subject[index]);
    if (subject !== null) {
      if (state === socketIo) return subject;
      return state === fileIo
        ? after(after(subject, "/"), "\\")
        : after(subject, ".");
    }
    const operation = this.text(c.operation[index]);
    if (operation === null) return texts.stateLabels[state];
    const other = c.other[index] - 1;
    return operation === "carries" && other >= 0
      ? texts.threadNames[other]
      : operation;
  }

  /** The flows of a thread whose effect lies in a stretch of time. */
  flows(thread: number | null, from: number, to: number, limit: number): Flows {
    const { columns: c } = this;
    const flows: Flow[] = [];
    let total = 0;
    for (let i = this.firstFlowAt(from); i < c.flowTo.length; i++) {
      if (c.flowTo[i] >= to) break;
      const isWanted =
        thread === null ||
        c.flowFromThread[i] === thread ||
        c.flowToThread[i] === thread;
      if (!isWanted) continue;
      total++;
      if (flows.length < limit) flows.push(this.flow(i));
    }
    return { flows, total };
  }

  /** Time by state in a stretch, of threads that belong together. */
  group(
    key: string,
    threads: readonly number[],
    kinds: readonly string[],
    from: number,
    to: number,
  ): GroupRow | null {
    const { columns: c } = this;
    const states = new Array<number>(STATE_COUNT).fill(0);
    const row = { count: 0, virtual: 0, spans: 0, maxBlockedNanos: 0 };
    threads.forEach((thread, i) => {
      const last = c.first[thread + 1];
      let span = firstEndingAfter(c, thread, from);
      if (span >= last || c.start[span] >= to) return;
      row.count++;
      if (kinds[i] === "virtual") row.virtual++;
      for (; span < last && c.start[span] < to; span++) {
        const nanos = Math.min(c.end[span], to) - Math.max(c.start[span], from);
        states[c.state[span]] += nanos;
        row.spans++;
        if (c.state[span] === blocked)
          row.maxBlockedNanos = Math.max(row.maxBlockedNanos, nanos);
      }
    });
    const totalNanos = states.reduce((sum, nanos) => sum + nanos, 0);
    return row.count === 0 ? null : { key, ...row, states, totalNanos };
  }

  private threadOf(index: number): number {
    const { first } = this.columns;
    if (!(index >= 0 && index < first[first.length - 1]))
      throw new ApiError(404, "There is no such span in this trace.");
    let low = 0;
    let high = first.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (first[middle] <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private text(idPlusOne: number): string | null {
    return idPlusOne === 0 ? null : this.texts.strings[idPlusOne - 1];
  }

  private stack(stack: number): Frame[] | null {
    const { stackFrame, stackParent } = this.columns;
    const frames: Frame[] = [];
    for (let node = stack; node >= 0; node = stackParent[node] - 1) {
      const [method, line, kind] = this.texts.frames[stackFrame[node]];
      frames.push({ method, line: line < 0 ? null : line, kind });
    }
    return frames.length === 0 ? null : frames;
  }

  private amount(index: number): Pick<Span, "amount" | "amountKind"> {
    const { amount, state } = this.columns;
    if (amount[index] === 0) return { amount: null, amountKind: null };
    const isIo = state[index] === socketIo || state[index] === fileIo;
    if (!isIo && !TIMED.includes(state[index]))
      return { amount: null, amountKind: null };
    return {
      amount: amount[index],
      amountKind: isIo ? "bytes" : "timeoutNanos",
    };
  }

  private address(index: number): string | null {
    const high = this.columns.addressHigh[index];
    const low = this.columns.addressLow[index];
    if (high === 0 && low === 0) return null;
    const digits = low.toString(16);
    return high === 0
      ? `0x${digits}`
      : `0x${high.toString(16)}${digits.padStart(8, "0")}`;
  }

  private flow(i: number): Flow {
    const { columns: c } = this;
    return {
      kind: this.texts.flowKinds[c.flowKind[i]],
      fromThread: c.flowFromThread[i],
      from: c.flowFrom[i],
      toThread: c.flowToThread[i],
      to: c.flowTo[i],
    };
  }

  private firstFlowAt(nanos: number): number {
    const { flowTo } = this.columns;
    let low = 0;
    let high = flowTo.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (flowTo[middle] >= nanos) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** A flow's effect lies at the end of the span it ended, or at the start of the first one. */
  private flowEnds(thread: number, span: number) {
    const { columns: c, texts } = this;
    const start = c.start[span];
    const end = c.end[span];
    const isFirst = span === c.first[thread];
    const incoming: Span["incoming"][number][] = [];
    const outgoing: Span["outgoing"][number][] = [];
    for (let i = this.firstFlowAt(start); i < c.flowTo.length; i++) {
      const { kind, fromThread, from, toThread, to } = this.flow(i);
      if (toThread === thread && to <= end && (to > start || isFirst)) {
        const name = texts.threadNames[fromThread];
        incoming.push({ kind, thread: fromThread, name, nanos: from });
      }
      if (fromThread === thread && from >= start && from < end) {
        const name = texts.threadNames[toThread];
        outgoing.push({ kind, thread: toThread, name, nanos: to });
      }
    }
    return { incoming, outgoing };
  }

  /** Who ended the wait that the span is, or the one before it. */
  private wokenBy(thread: number, span: number): Span["wokenBy"] {
    const { columns: c, texts } = this;
    const wait = this.runnableOf(thread, span);
    const isBlocking = BLOCKING.includes(c.state[span]);
    const moment =
      wait >= 0 ? c.start[wait] : isBlocking ? c.end[span] : c.start[span];
    for (let i = this.firstFlowAt(moment); c.flowTo[i] === moment; i++) {
      const { kind, fromThread, from, toThread } = this.flow(i);
      if (toThread !== thread || kind === SUBMITTED) continue;
      return {
        thread: fromThread,
        name: texts.threadNames[fromThread],
        nanos: from,
        kind,
        runnableNanos: wait < 0 ? null : c.end[wait] - c.start[wait],
      };
    }
    return null;
  }

  private runnableOf(thread: number, span: number): number {
    const { first, state } = this.columns;
    let candidate = -1;
    if (state[span] === runnable) candidate = span;
    else if (state[span] === running) candidate = span - 1;
    else if (BLOCKING.includes(state[span])) candidate = span + 1;
    const isOfThread =
      candidate >= first[thread] && candidate < first[thread + 1];
    return isOfThread && state[candidate] === runnable ? candidate : -1;
  }
}

function after(text: string, separator: string): string {
  const tail = text.slice(text.lastIndexOf(separator) + 1);
  return tail === "" ? text : tail;
}
