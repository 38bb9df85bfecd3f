package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How long threads that could run had to wait: virtual threads for a carrier, platform threads for
 * a processor. Of the latter only waits that began when the thread had to leave its processor are
 * known, and only where exact processor times are recorded. A wait counts with the part that lies
 * in the range.
 *
 * @param overTime waits and the numbers of threads, over time
 * @param groups of the threads that waited, most waiting time first
 * @param worst the longest waits, longest first
 * @param stacks where threads had waited for something else before they were runnable, most time
 *     first; no stack stands for all that did not wait before, or whose wait has none
 */
public record SchedulerLatency(
    Distribution latencies,
    OverTime overTime,
    List<Group> groups,
    List<Wait> worst,
    List<Site> stacks) {
  static final int WORST = 20;
  static final int STACKS = 20;

  /**
   * Buckets of one length.
   *
   * @param bucketNanos not always whole
   * @param maxNanos the longest wait that ended in each, or was cut there by the range
   * @param meanRunnable the mean number of threads that waited
   * @param meanRunning the mean number of threads on a processor where the operating system was
   *     asked; besides, or where it was not, of virtual threads on a carrier that is not counted
   */
  public record OverTime(
      double bucketNanos,
      LongColumn maxNanos,
      DoubleColumn meanRunnable,
      DoubleColumn meanRunning) {}

  /** The waits of the threads of one group. */
  public record Group(String key, Distribution latencies) {}

  /**
   * A wait, whole even where the range cuts it.
   *
   * @param waker who made the thread runnable, or -1
   * @param carrier where a virtual thread ran afterwards, or -1
   */
  public record Wait(
      int thread,
      String name,
      long startNanos,
      long endNanos,
      int waker,
      @Nullable String wakerName,
      int carrier,
      @Nullable String carrierName) {
    /** Returns how long it took. */
    public long durationNanos() {
      return endNanos - startNanos;
    }
  }

  /**
   * Waits for a carrier or a processor that followed waits at one place.
   *
   * @param stack of the wait before; empty where none was recorded
   */
  public record Site(List<StackFrame> stack, long count, long totalNanos, long maxNanos) {
    /** Copies the list. */
    public Site {
      stack = List.copyOf(stack);
    }
  }

  /** Copies the lists. */
  public SchedulerLatency {
    groups = List.copyOf(groups);
    worst = List.copyOf(worst);
    stacks = List.copyOf(stacks);
  }

  /**
   * Looks at the {@code threads} in {@code range}; empty if the recording does not tell when
   * threads are runnable.
   *
   * @param by how to group the threads
   * @param buckets over time, at least one
   */
  public static Optional<SchedulerLatency> of(
      Trace trace, TimeRange range, Grouping by, IntPredicate threads, int buckets) {
    BitSet selected = new BitSet();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      selected.set(thread, threads.test(thread));
    }
    RunnableWaits waits = new RunnableWaits(trace, range, by, selected, buckets);
    waits.addAll();
    boolean isRecorded = waits.areAny() || SchedulingFacts.areRunnablesRecorded(trace);
    return isRecorded ? Optional.of(waits.latency()) : Optional.empty();
  }
}
