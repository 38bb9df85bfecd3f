import { CASTS, MS, type Behaviour, type Draw } from "./mock-cast.ts";
import { STATE_ORDINAL, type StateKey } from "../src/model/states.ts";
import type { Frame, ThreadKind } from "../src/api/types.ts";

/**
 * A made-up trace of a web shop under load: the same one every time, so that tests and pictures can be compared. It has every
 * state, a monitor that blocks a pool for a quarter of a second, GC pauses, pinned virtual threads and hostile names.
 */
export interface MockSpan {
  readonly start: number;
  end: number;
  readonly state: StateKey;
  readonly operation: string | null;
  readonly subject: string | null;
  readonly stack: readonly Frame[] | null;
  readonly other: number | null;
  readonly isPinned: boolean;
  readonly isTimedOut: boolean;
}

export interface MockThread {
  readonly id: number;
  readonly name: string;
  readonly kind: ThreadKind;
  readonly startSite: string | null;
  readonly start: number;
  readonly end: number;
  readonly spans: readonly MockSpan[];
  /** Global index of its first span. */
  readonly firstSpan: number;
}

export interface MockPause {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly cause: string;
  readonly gcId: number;
}

export interface MockFlow {
  readonly kind: string;
  readonly fromThread: number;
  readonly from: number;
  readonly toThread: number;
  readonly to: number;
}

export const DURATION_NANOS = 6_000_000_000;

/** mulberry32: small, seeded, good enough for shapes. */
function random(seed: number): Draw {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function play(
  behaviour: Behaviour,
  fromMillis: number,
  toMillis: number,
  draw: Draw,
): MockSpan[] {
  const spans: MockSpan[] = [];
  const end = Math.round(toMillis * MS);
  let at = Math.round(fromMillis * MS);
  for (let count = 0; at < end; count++) {
    const step = behaviour(at / MS, draw, count);
    const next = Math.min(end, at + Math.max(1, Math.round(step.millis * MS)));
    const last = spans.at(-1);
    if (step.state === "running" && last?.state === "running") {
      last.end = next;
    } else {
      spans.push({
        start: at,
        end: next,
        state: step.state,
        operation: step.operation ?? null,
        subject: step.subject ?? null,
        stack: step.stack ?? null,
        other: step.other ?? null,
        isPinned: step.isPinned ?? false,
        isTimedOut: step.isTimedOut ?? false,
      });
    }
    at = next;
  }
  return spans;
}

export class MockTrace {
  readonly threads: readonly MockThread[];
  readonly pauses: readonly MockPause[];
  readonly flows: readonly MockFlow[];
  readonly spanCount: number;

  constructor(seed = 7) {
    const threads: MockThread[] = [];
    let firstSpan = 0;
    for (const cast of CASTS) {
      cast.names.forEach((name, member) => {
        const draw = random(seed * 1000 + threads.length);
        const [from, to] = cast.life?.(member, draw) ?? [
          0,
          DURATION_NANOS / MS,
        ];
        const spans = play(cast.behaviour(member), from, to, draw);
        threads.push({
          id: threads.length,
          name,
          kind: cast.kind,
          startSite: cast.startSite,
          start: Math.round(from * MS),
          end: Math.round(to * MS),
          spans,
          firstSpan,
        });
        firstSpan += spans.length;
      });
    }
    this.threads = threads;
    this.spanCount = firstSpan;
    this.pauses = drawPauses(random(seed + 1));
    this.flows = threads.flatMap((thread) => flowsInto(thread));
  }

  /** The thread and position of a span by its global index. */
  locate(
    index: number,
  ): { readonly thread: MockThread; readonly position: number } | null {
    const thread = this.threads.findLast(({ firstSpan }) => firstSpan <= index);
    const position = thread === undefined ? -1 : index - thread.firstSpan;
    return thread !== undefined &&
      position >= 0 &&
      position < thread.spans.length
      ? { thread, position }
      : null;
  }

  ordinalOf(span: MockSpan): number {
    return STATE_ORDINAL[span.state];
  }
}

function flowsInto(thread: MockThread): MockFlow[] {
  return thread.spans.flatMap((span) =>
    span.other === null || span.other === thread.id
      ? []
      : [
          {
            kind: span.state === "blocked" ? "monitor handed over" : "notified",
            fromThread: span.other,
            from: span.end,
            toThread: thread.id,
            to: span.end,
          },
        ],
  );
}

function drawPauses(draw: Draw): MockPause[] {
  const pauses: MockPause[] = [];
  let at = 210 * MS;
  for (let gcId = 1; at < DURATION_NANOS - 100 * MS; gcId++) {
    const isMixed = gcId % 6 === 0;
    const length = Math.round((isMixed ? 9 + 5 * draw() : 3 + 6 * draw()) * MS);
    pauses.push({
      start: Math.round(at),
      end: Math.round(at) + length,
      name: isMixed ? "Pause Young (Mixed)" : "Pause Young (Normal)",
      cause: isMixed ? "G1 Humongous Allocation" : "G1 Evacuation Pause",
      gcId,
    });
    at += (280 + 160 * draw()) * MS;
  }
  return pauses;
}
