package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.CpuUse;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * How long threads were on a processor and waited for one, as the operating system counts it.
 *
 * @param source where the numbers come from: the system's account where there is one, even if
 *     intervals on processors are recorded too
 * @param threads that used a processor or waited for one, longest wait first
 */
public record CpuTimes(CpuSource source, List<Row> threads) {
  /**
   * A thread. Between two moments at which the system was asked, times are estimated as if use were
   * even.
   *
   * @param waitNanos waits for a processor; empty where only intervals on processors are recorded
   * @param slices how often it got a processor
   */
  public record Row(int thread, String name, long runNanos, OptionalLong waitNanos, long slices) {}

  /** Copies the list. */
  public CpuTimes {
    threads = List.copyOf(threads);
  }

  /** Sums up the {@code threads} in {@code range}; lists at most {@code limit} of them. */
  public static CpuTimes of(Trace trace, TimeRange range, IntPredicate threads, int limit) {
    List<Row> rows = new ArrayList<>();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (threads.test(thread)) {
        Row row = row(trace, range, thread);
        if (row.runNanos() > 0 || row.waitNanos().orElse(0) > 0) {
          rows.add(row);
        }
      }
    }
    rows.sort(
        Comparator.comparingLong((Row row) -> -row.waitNanos().orElse(0))
            .thenComparing(row -> -row.runNanos())
            .thenComparing(Row::thread));
    CpuSource source = trace.cpuUse().size() > 0 ? CpuSource.SCHEDSTAT : trace.facts().cpuSource();
    return new CpuTimes(source, rows.subList(0, Math.min(limit, rows.size())));
  }

  private static Row row(Trace trace, TimeRange range, int thread) {
    CpuUse use = trace.cpuUse();
    if (use.first(thread) == use.end(thread)) {
      return exact(trace, range, thread);
    }
    return new Row(
        thread,
        trace.threadName(thread),
        use.runNanos(thread, range),
        OptionalLong.of(use.waitNanos(thread, range)),
        use.slices(thread, range));
  }

  private static Row exact(Trace trace, TimeRange range, int thread) {
    CpuSlices slices = trace.cpuSlices();
    long runNanos = 0;
    long count = 0;
    for (int i = slices.firstOfThread(thread); i < slices.endOfThread(thread); i++) {
      int slice = slices.ofThread(i);
      long nanos = range.overlapNanos(slices.startNanos(slice), slices.endNanos(slice));
      runNanos += nanos;
      count += nanos > 0 ? 1 : 0;
    }
    return new Row(thread, trace.threadName(thread), runNanos, OptionalLong.empty(), count);
  }
}
