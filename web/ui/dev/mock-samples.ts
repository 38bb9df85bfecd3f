import type { Samples } from "../src/api/timeline.ts";
import type { TimeRange } from "../src/units.ts";
import type { MockTrace } from "./mock-trace.ts";

const PERIOD_NANOS = 2e7;
const FRAMES = [
  "java.lang.Thread.run",
  "com.acme.http.Worker.run",
  "com.acme.http.Dispatcher.dispatch",
  "com.acme.shop.Cart.total",
  "com.acme.shop.PriceCache.get",
  "java.util.HashMap.getNode",
  "com.acme.json.Writer.write",
  "java.lang.StringBuilder.append",
];
const STACKS = [
  [0, 1, 2, 3, 4, 5],
  [0, 1, 2, 3, 4],
  [0, 1, 2, 6, 7],
  [0, 1, 2, 3],
];

/** A sample of each thread every 20 ms in which it runs. */
export function samplesOf(
  trace: MockTrace,
  threads: readonly number[],
  range: TimeRange,
): Samples {
  return {
    frames: FRAMES,
    stacks: STACKS,
    threads: threads.map((thread) => {
      const samples: [number, number, string, number][] = [];
      const { spans } = trace.threads[thread];
      for (const { state, start, end } of spans) {
        if (state !== "running") continue;
        const first = Math.ceil(start / PERIOD_NANOS);
        for (let i = first; i * PERIOD_NANOS < end; i++) {
          const nanos = i * PERIOD_NANOS;
          const stack = (thread + Math.floor(i / 3)) % STACKS.length;
          if (nanos >= range.from && nanos < range.to)
            samples.push([nanos, stack, "cpu", 1]);
        }
      }
      return { thread, samples };
    }),
  };
}
