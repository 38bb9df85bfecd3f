import type { WaitRow } from "../api/types";
import { STATE_KEYS } from "../model/states";
import type { TimeRange } from "../units";
import { FLAG_CONTINUED } from "./columns";
import { isBlocking } from "./delays";
import { textOf, type Embedded } from "./dictionaries";
import { eachSpan } from "./spans-in";

type Tally = { -readonly [K in keyof WaitRow]: WaitRow[K] };

/** What threads waited for in a range, most time first. */
export function waitsOf(
  { columns: c, texts }: Embedded,
  threads: Iterable<number>,
  range: TimeRange,
): WaitRow[] {
  const waits = new Map<string, Tally>();
  for (const thread of threads)
    eachSpan(c, thread, range, (span, nanos) => {
      if (!isBlocking(c.state[span])) return;
      const [operation, subject] = [c.operation[span], c.subject[span]];
      const key = `${c.state[span]} ${operation} ${subject}`;
      let wait = waits.get(key);
      if (wait === undefined) {
        wait = {
          operation: textOf(texts, operation),
          subject: textOf(texts, subject),
          state: STATE_KEYS[c.state[span]],
          ...{ count: 0, totalNanos: 0, maxNanos: 0 },
        };
        waits.set(key, wait);
      }
      // The rest of an interrupted operation is no second wait.
      if ((c.flags[span] & FLAG_CONTINUED) === 0) wait.count++;
      wait.totalNanos += nanos;
      wait.maxNanos = Math.max(wait.maxNanos, nanos);
    });
  return [...waits.values()].sort((a, b) => b.totalNanos - a.totalNanos);
}
