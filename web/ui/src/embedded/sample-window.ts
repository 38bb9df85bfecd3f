import type { Samples } from "../api/timeline";
import type { Nanos, TimeRange } from "../units";
import { framesOf, type Embedded } from "./dictionaries";
import { firstAtOrAfter } from "./spans-in";

type SampleRow = [nanos: Nanos, stack: number, kind: string, count: number];

/** What threads were found executing; the first sample of a kind in a bucket stands for all of them there. */
export function samplesIn(
  embedded: Embedded,
  threads: readonly number[],
  range: TimeRange,
  bucketNanos: Nanos,
): Samples {
  const { columns, texts } = embedded;
  const { samples } = columns;
  const tables = new Tables(embedded);
  const byThread = new Map(threads.map((id) => [id, [] as SampleRow[]]));
  const bucketOf = (nanos: Nanos) => Math.floor(nanos / bucketNanos);
  const end = firstAtOrAfter(samples.nanos, range.to);
  for (let i = firstAtOrAfter(samples.nanos, range.from); i < end; i++) {
    const rows = byThread.get(samples.thread[i]);
    const kind = texts.sampleKinds[samples.kind[i]];
    if (rows === undefined || kind === "allocation") continue;
    const nanos = samples.nanos[i];
    const first = rows.findLast(
      (row) => row[2] === kind && bucketOf(row[0]) === bucketOf(nanos),
    );
    if (first !== undefined) first[3]++;
    else rows.push([nanos, tables.stack(samples.stack[i]), kind, 1]);
  }
  return {
    frames: tables.frames,
    stacks: tables.stacks,
    threads: [...byThread].map(([thread, rows]) => ({ thread, samples: rows })),
  };
}

/** The stacks and methods of one answer, each told once. */
class Tables {
  readonly frames: string[] = [];
  readonly stacks: number[][] = [];
  private readonly frameIds = new Map<string, number>();
  private readonly stackIds = new Map<number, number>();

  constructor(private readonly embedded: Embedded) {}

  stack(stack: number): number {
    if (stack < 0) return -1;
    let id = this.stackIds.get(stack);
    if (id === undefined) {
      const frames = [...framesOf(this.embedded, stack)].reverse();
      id = this.stacks.push(frames.map(([method]) => this.frame(method))) - 1;
      this.stackIds.set(stack, id);
    }
    return id;
  }

  private frame(method: string): number {
    let id = this.frameIds.get(method);
    if (id === undefined) {
      id = this.frames.push(method) - 1;
      this.frameIds.set(method, id);
    }
    return id;
  }
}
