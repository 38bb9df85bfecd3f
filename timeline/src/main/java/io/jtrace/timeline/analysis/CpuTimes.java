package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuUse;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long threads were on processors and waited for one, as the operating system counts it.
 *
 * @param threads those that ran, longest wait first
 */
public record CpuTimes(List<OfThread> threads) {
  /**
   * The times of one thread.
   *
   * @param runNanos on a processor
   * @param waitNanos ready, but waiting for a processor
   * @param slices how often it got a processor, between the first and the last reading in the range
   */
  public record OfThread(int thread, long runNanos, long waitNanos, long slices) {}

  /** Copies the list. */
  public CpuTimes {
    threads = List.copyOf(threads);
  }

  /** Returns the times within {@code range}; between two readings they are taken to be even. */
  public static CpuTimes of(Trace trace, TimeRange range, ThreadSelection selection) {
    CpuUse use = trace.cpuUse();
    List<OfThread> threads = new ArrayList<>();
    selection.forEach(
        trace,
        selection.grouping().keys(trace),
        thread -> {
          if (use.first(thread) < use.end(thread)) {
            long run = use.runNanos(thread, range);
            long wait = use.waitNanos(thread, range);
            if (run + wait > 0) {
              threads.add(new OfThread(thread, run, wait, slices(use, thread, range)));
            }
          }
        });
    threads.sort(
        Comparator.comparingLong((OfThread each) -> -each.waitNanos())
            .thenComparingLong(each -> -each.runNanos())
            .thenComparingInt(OfThread::thread));
    return new CpuTimes(threads);
  }

  private static long slices(CpuUse use, int thread, TimeRange range) {
    long first = -1;
    long last = 0;
    for (int row = use.first(thread); row < use.end(thread); row++) {
      if (use.nanos(row) >= range.startNanos() && use.nanos(row) <= range.endNanos()) {
        first = first < 0 ? use.slices(row) : first;
        last = use.slices(row);
      }
    }
    return first < 0 ? 0 : last - first;
  }
}
