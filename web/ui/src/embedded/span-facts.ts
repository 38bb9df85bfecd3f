import { ApiError } from "../api/client";
import type { Flow, Flows } from "../api/timeline";
import type { Frame, GroupRow, Span } from "../api/types";
import { STATE_COUNT, STATE_KEYS, STATE_ORDINAL } from "../model/states";
import type { TimeRange } from "../units";
import {
  FLAG_PINNED,
  FLAG_PREEMPTED,
  FLAG_PROVEN,
  FLAG_TIMED_OUT,
  type Columns,
} from "./columns";
import { isBlocking } from "./delays";
import {
  framesOf,
  textOf,
  type Dictionaries,
  type Embedded,
} from "./dictionaries";
import { eachSpan, firstAtOrAfter, firstEndingAfter } from "./spans-in";

const SUBMITTED = "submitted";
const { running, runnable, blocked, waiting, parked, sleeping } = STATE_ORDINAL;
const { socketIo, fileIo } = STATE_ORDINAL;
const TIMED = [parked, waiting, sleeping];

/** Answers questions about single spans, as SpanDetails, SpanLabel and WakeUp of the server do. */
export class SpanFacts {
  private readonly columns: Columns;
  private readonly texts: Dictionaries;

  constructor(private readonly embedded: Embedded) {
    this.columns = embedded.columns;
    this.texts = embedded.texts;
  }

  /** The span of a row at a moment. */
  at(row: number, nanos: number): number {
    const { first, start, threadCount } = this.columns;
    const span = firstEndingAfter(this.columns, row, nanos);
    if (!(span < first[row + 1]) || start[span] > nanos)
      throw new ApiError(
        404,
        row < threadCount
          ? "The thread did not live at this moment."
          : "No thread of this JVM was on the processor at this moment.",
      );
    return span;
  }

  span(index: number): Span {
    const { columns: c, texts } = this;
    const thread = this.rowOf(index);
    const other = c.other[index];
    const flags = c.flags[index];
    if (index >= c.threadSpans) return this.processorSpan(thread, index);
    const { incoming, outgoing } = this.flowEnds(thread, index);
    return {
      thread,
      threadName: texts.threadNames[thread],
      index,
      start: c.start[index],
      end: c.end[index],
      state: STATE_KEYS[c.state[index]],
      operation: textOf(texts, c.operation[index]),
      subject: textOf(texts, c.subject[index]),
      stack: this.stack(c.stack[index]),
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
      samples: this.calls(thread, index),
      ...this.neighbours(thread, index),
    };
  }

  private neighbours(row: number, span: number) {
    const { first } = this.columns;
    return {
      previous: span > first[row] ? span - 1 : null,
      next: span + 1 < first[row + 1] ? span + 1 : null,
    };
  }

  /** Who was on a processor, in the form of a thread's span. */
  private processorSpan(row: number, span: number): Span {
    const { columns: c, texts } = this;
    const other = c.other[span];
    const isPreempted = (c.flags[span] & FLAG_PREEMPTED) !== 0;
    return {
      thread: row,
      threadName: `CPU ${c.cpus[row - c.threadCount]}`,
      index: span,
      start: c.start[span],
      end: c.end[span],
      state: STATE_KEYS[c.state[span]],
      ...{ operation: null, subject: null, stack: null, address: null },
      ...{ amount: null, amountKind: null },
      other: other < 0 ? null : other,
      otherName: other < 0 ? null : texts.threadNames[other],
      ...{ pinned: false, timedOut: false, proven: false },
      ...{ incoming: [], outgoing: [], wokenBy: null, samples: [] },
      left:
        c.state[span] !== running
          ? null
          : isPreempted
            ? "preempted"
            : "blocked",
      ...this.neighbours(row, span),
    };
  }

  /** System calls that the thread was found in; those of a virtual thread that runs are its carrier's. */
  private calls(thread: number, span: number): Span["samples"] {
    const { columns: c, texts } = this;
    const isMounted =
      texts.threadKinds[thread] === "virtual" &&
      c.state[span] === running &&
      c.other[span] >= 0;
    const wanted = isMounted ? c.other[span] : thread;
    const counts = new Map<string, number>();
    const end = firstAtOrAfter(c.calls.nanos, c.end[span]);
    for (let i = firstAtOrAfter(c.calls.nanos, c.start[span]); i < end; i++) {
      if (c.calls.thread[i] !== wanted) continue;
      const key = `${c.calls.name[i]} ${c.calls.target[i]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([key, count]) => {
        const [name, target] = key
          .split(" ")
          .map((id) => textOf(texts, Number(id)) ?? "");
        return { kind: "syscall", name, target, count };
      });
  }

  /** The short name of a span, to be drawn on it. */
  label(index: number): string {
    const { columns: c, texts } = this;
    const state = c.state[index];
    const other = c.other[index];
    if (index >= c.threadSpans) {
      if (state !== running) return texts.stateLabels[state];
      return other < 0 ? "unknown thread" : texts.threadNames[other];
    }
    const subject = textOf(texts, c.subject[index]);
    if (subject !== null) {
      if (state === socketIo) return subject;
      return state === fileIo
        ? after(after(subject, "/"), "\\")
        : after(subject, ".");
    }
    const operation = textOf(texts, c.operation[index]);
    if (operation === null) return texts.stateLabels[state];
    return operation === "carries" && other >= 0
      ? texts.threadNames[other]
      : operation;
  }

  /** The flows of a thread whose effect lies in a stretch of time. */
  flows(thread: number | null, range: TimeRange, limit: number): Flows {
    const flows: Flow[] = [];
    let total = 0;
    this.eachFlow(range, (flow) => {
      const isWanted =
        thread === null ||
        flow.fromThread === thread ||
        flow.toThread === thread;
      if (isWanted && ++total <= limit) flows.push(flow);
    });
    return { flows, total };
  }

  eachFlow({ from, to }: TimeRange, take: (flow: Flow) => void): void {
    const { flowTo } = this.columns;
    const end = firstAtOrAfter(flowTo, to);
    for (let i = firstAtOrAfter(flowTo, from); i < end; i++) take(this.flow(i));
  }

  /** Time by state in a stretch, of threads that belong together. */
  group(
    key: string,
    threads: readonly number[],
    range: TimeRange,
  ): GroupRow | null {
    const { columns: c, texts } = this;
    const states = new Array<number>(STATE_COUNT).fill(0);
    const row = { count: 0, virtual: 0, spans: 0, maxBlockedNanos: 0 };
    for (const thread of threads) {
      const spansBefore = row.spans;
      eachSpan(c, thread, range, (span, nanos) => {
        states[c.state[span]] += nanos;
        row.spans++;
        if (c.state[span] === blocked)
          row.maxBlockedNanos = Math.max(row.maxBlockedNanos, nanos);
      });
      if (row.spans === spansBefore) continue;
      row.count++;
      if (texts.threadKinds[thread] === "virtual") row.virtual++;
    }
    const totalNanos = states.reduce((sum, nanos) => sum + nanos, 0);
    return row.count === 0 ? null : { key, ...row, states, totalNanos };
  }

  private rowOf(index: number): number {
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

  /** A stack, innermost frame first; null for none. */
  stack(stack: number): Frame[] | null {
    const frames = [...framesOf(this.embedded, stack)].map(
      ([method, line, kind]) => ({
        method,
        line: line < 0 ? null : line,
        kind,
      }),
    );
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

  /** A flow's effect lies at the end of the span it ended, or at the start of the first one. */
  private flowEnds(thread: number, span: number) {
    const { columns: c, texts } = this;
    const start = c.start[span];
    const end = c.end[span];
    const isFirst = span === c.first[thread];
    const incoming: Span["incoming"][number][] = [];
    const outgoing: Span["outgoing"][number][] = [];
    for (let i = firstAtOrAfter(c.flowTo, start); i < c.flowTo.length; i++) {
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
    const hasWaited = isBlocking(c.state[span]);
    const moment =
      wait >= 0 ? c.start[wait] : hasWaited ? c.end[span] : c.start[span];
    for (
      let i = firstAtOrAfter(c.flowTo, moment);
      c.flowTo[i] === moment;
      i++
    ) {
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
    else if (isBlocking(state[span])) candidate = span + 1;
    const isOfThread =
      candidate >= first[thread] && candidate < first[thread + 1];
    return isOfThread && state[candidate] === runnable ? candidate : -1;
  }
}

function after(text: string, separator: string): string {
  const tail = text.slice(text.lastIndexOf(separator) + 1);
  return tail === "" ? text : tail;
}
