package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.CpuUse;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.BinarySearch;

/**
 * When threads were on a processor: exactly where intervals on processors are recorded for the
 * whole range, else by the operating system's account, as if use were even between two looks at it.
 */
final class OnProcessor {
  /** Takes stretches of time. */
  interface Consumer {
    /**
     * Takes a stretch.
     *
     * @param share how much of it the thread was on a processor, up to 1
     */
    void accept(long startNanos, long endNanos, double share);
  }

  private final TimeRange range;
  private final CpuSlices slices;
  private final CpuUse use;
  private final boolean isExact;

  OnProcessor(Trace trace, TimeRange range) {
    this.range = range;
    slices = trace.cpuSlices();
    use = trace.cpuUse();
    isExact =
        trace.facts().cpuSource() == CpuSource.PERF
            && (use.size() == 0 || range.endNanos() <= slices.knownToNanos());
  }

  /** Returns whether anything is known of platform threads. */
  boolean isKnown() {
    return isExact || use.size() > 0;
  }

  /** Hands over when a platform thread was on a processor within the range. */
  void each(int thread, Consumer consumer) {
    if (isExact) {
      exact(thread, consumer);
    } else {
      byAccount(thread, consumer);
    }
  }

  private void exact(int thread, Consumer consumer) {
    int end = slices.endOfThread(thread);
    for (int i = firstSlice(thread); i < end; i++) {
      int slice = slices.ofThread(i);
      if (slices.startNanos(slice) >= range.endNanos()) {
        return;
      }
      consumer.accept(slices.startNanos(slice), slices.endNanos(slice), 1);
    }
  }

  private int firstSlice(int thread) {
    return BinarySearch.first(
        slices.firstOfThread(thread),
        slices.endOfThread(thread),
        i -> slices.endNanos(slices.ofThread(i)) > range.startNanos());
  }

  private void byAccount(int thread, Consumer consumer) {
    for (int row = use.first(thread) + 1; row < use.end(thread); row++) {
      long start = use.nanos(row - 1);
      long end = use.nanos(row);
      if (end > range.startNanos() && start < range.endNanos() && end > start) {
        double ran = use.runNanos(row) - use.runNanos(row - 1);
        consumer.accept(start, end, Math.min(1, ran / (end - start)));
      }
    }
  }
}
