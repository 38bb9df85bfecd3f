import { ApiError } from "../api/client";
import type { Flow } from "../api/timeline";
import type { Frame, Span, ThreadDetail, WakeRow } from "../api/types";
import { STATE_COUNT } from "../model/states";
import type { ThreadId, TimeRange } from "../units";
import { compareTexts } from "./call-tree";
import { isBlocking } from "./delays";
import { framesOf, textOf, type Embedded } from "./dictionaries";
import { eachSpan, firstAtOrAfter } from "./spans-in";
import { waitsOf } from "./waits";

const LONGEST = 20;
const TOP_FRAMES = 20;

/** What the page of a thread needs of single spans and flows. */
export interface SpanSource {
  readonly span: (index: number) => Span;
  readonly stack: (stack: number) => Frame[] | null;
  readonly eachFlow: (range: TimeRange, take: (flow: Flow) => void) => void;
}

/** One thread: what it did in a range, what it waited for, who woke it. */
export function threadDetail(
  embedded: Embedded,
  thread: ThreadId,
  range: TimeRange,
  spans: SpanSource,
): ThreadDetail {
  const { columns: c, texts } = embedded;
  if (!(thread >= 0 && thread < c.threadCount))
    throw new ApiError(404, "There is no such thread in this trace.");
  const facts = c.threads;
  const parent = facts.parent[thread];
  const [first, last] = [c.first[thread], c.first[thread + 1] - 1];
  return {
    id: thread,
    name: texts.threadNames[thread],
    kind: texts.threadKinds[thread],
    javaId: facts.javaId[thread] || null,
    osId: facts.osId[thread] || null,
    group: textOf(texts, facts.group[thread]),
    start: first > last ? 0 : c.start[first],
    end: first > last ? 0 : c.end[last],
    startSeen: facts.isStartSeen[thread],
    endSeen: facts.isEndSeen[thread],
    parent: parent < 0 ? null : parent,
    parentName: parent < 0 ? null : texts.threadNames[parent],
    startStack: spans.stack(facts.startStack[thread]),
    ...statesOf(embedded, thread, range, spans),
    waits: waitsOf(embedded, [thread], range),
    ...peersOf(embedded, thread, range, spans),
    ...samplesOf(embedded, thread, range),
  };
}

function statesOf(
  { columns: c }: Embedded,
  thread: ThreadId,
  range: TimeRange,
  source: SpanSource,
): Pick<ThreadDetail, "states" | "spanCount" | "longest"> {
  const states = new Array<number>(STATE_COUNT).fill(0);
  const blocking: { span: number; nanos: number }[] = [];
  let spanCount = 0;
  eachSpan(c, thread, range, (span, nanos) => {
    spanCount++;
    states[c.state[span]] += nanos;
    if (isBlocking(c.state[span])) blocking.push({ span, nanos });
  });
  const longest = blocking
    .sort((a, b) => b.nanos - a.nanos)
    .slice(0, LONGEST)
    .map(({ span }) => source.span(span));
  return { states, spanCount, longest };
}

/** Who ended the thread's waits, and whose waits it ended. */
function peersOf(
  { texts }: Embedded,
  thread: ThreadId,
  range: TimeRange,
  source: SpanSource,
): Pick<ThreadDetail, "wokenBy" | "woke"> {
  const wokenBy = new Map<string, WakeRow>();
  const woke = new Map<string, WakeRow>();
  const count = (peers: Map<string, WakeRow>, peer: number, kind: string) => {
    const key = `${peer} ${kind}`;
    const known = peers.get(key)?.count ?? 0;
    const name = texts.threadNames[peer];
    peers.set(key, { thread: peer, name, count: known + 1, kind });
  };
  source.eachFlow(range, ({ kind, fromThread, toThread }) => {
    if (toThread === thread) count(wokenBy, fromThread, kind);
    if (fromThread === thread) count(woke, toThread, kind);
  });
  const sorted = (peers: Map<string, WakeRow>) =>
    [...peers.values()].sort((a, b) => b.count - a.count);
  return { wokenBy: sorted(wokenBy), woke: sorted(woke) };
}

function samplesOf(
  embedded: Embedded,
  thread: ThreadId,
  range: TimeRange,
): Pick<ThreadDetail, "samples" | "topFrames"> {
  const { texts } = embedded;
  const { samples } = embedded.columns;
  const counts = { cpu: 0, execution: 0, native: 0, allocation: 0 };
  const frames = {
    cpu: new Map<string, number>(),
    execution: new Map<string, number>(),
  };
  let allocatedBytes = 0;
  const end = firstAtOrAfter(samples.nanos, range.to);
  for (let i = firstAtOrAfter(samples.nanos, range.from); i < end; i++) {
    if (samples.thread[i] !== thread) continue;
    const kind = texts.sampleKinds[samples.kind[i]] as keyof typeof counts;
    counts[kind]++;
    if (kind === "allocation") allocatedBytes += samples.weight[i];
    const [top] = framesOf(embedded, samples.stack[i]);
    if ((kind === "cpu" || kind === "execution") && top !== undefined)
      frames[kind].set(top[0], (frames[kind].get(top[0]) ?? 0) + 1);
  }
  const topFrames = [...(frames.cpu.size > 0 ? frames.cpu : frames.execution)]
    .map(([frame, count]) => ({ frame, count }))
    .sort((a, b) => b.count - a.count || compareTexts(a.frame, b.frame))
    .slice(0, TOP_FRAMES);
  return { samples: { ...counts, allocatedBytes }, topFrames };
}
