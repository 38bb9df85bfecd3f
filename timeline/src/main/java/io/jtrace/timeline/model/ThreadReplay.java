package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Diagnostics;

/** Replays one thread after the other: turns its entries, by start, into spans. */
interface ThreadReplay {
  /** Counts from here on in {@code ledger}. */
  void countIn(Diagnostics.Builder ledger);

  /**
   * Begins a thread.
   *
   * @param startNanos where its life begins
   * @param endNanos where its life ends at the latest
   */
  void begin(int ofThread, long startNanos, long endNanos, boolean startSeen, boolean endSeen);

  /** Takes the next entry of the thread. */
  void entry(int code, int row, long startNanos, long durationNanos);

  /** Returns where the latest entry so far ended. */
  long latestEndNanos();

  /** Ends the thread where its life ends. */
  void end(long endNanos);
}
