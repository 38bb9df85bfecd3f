package io.jtrace.timeline.model;

import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Which thread was on which processor when, as the operating system has seen it. Slices are sorted
 * by processor, then by start; those of a processor are {@code [first(cpu), end(cpu))}. A second
 * order is by thread and start: {@code ofThread(i)} for {@code i} in {@code [firstOfThread(thread),
 * endOfThread(thread))} are the slices of a thread.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class CpuSlices {
  /** The columns, by slice. */
  record Columns(
      IntColumn cpus, IntColumn threads, LongColumn starts, LongColumn ends, IntColumn preempted) {}

  private final Columns columns;
  private final Groups byCpu;
  private final IntColumn threadOrder;
  private final Groups byThread;

  /**
   * Creates slices.
   *
   * @param columns by processor and start
   * @param threadOrder the slices with a thread by thread and start
   */
  CpuSlices(Columns columns, IntColumn threadOrder) {
    this.columns = columns;
    this.threadOrder = threadOrder;
    byCpu = Groups.of(columns.cpus.size(), columns.cpus::at);
    byThread = Groups.of(threadOrder.size(), i -> thread(threadOrder.at(i)));
  }

  /** Returns no slices. */
  static CpuSlices none() {
    IntColumn ids = IntColumn.empty();
    LongColumn times = LongColumn.empty();
    return new CpuSlices(new Columns(ids, ids, times, times, ids), ids);
  }

  /** Returns the number of slices of all processors. */
  public int size() {
    return columns.cpus.size();
  }

  /** Returns the numbers of the processors, ascending. */
  public IntColumn cpus() {
    return byCpu.keys();
  }

  /** Returns the first slice of {@code cpu}; {@link #end} if it has none. */
  public int first(int cpu) {
    return byCpu.first(cpu);
  }

  /** Returns the slice after the last of {@code cpu}. */
  public int end(int cpu) {
    return byCpu.end(cpu);
  }

  /** Returns the processor of a slice. */
  public int cpu(int slice) {
    return columns.cpus.at(slice);
  }

  /** Returns the thread that ran, or -1 where the recording does not name it. */
  public int thread(int slice) {
    return columns.threads.at(slice);
  }

  /** Returns when the thread got the processor. */
  public long startNanos(int slice) {
    return columns.starts.at(slice);
  }

  /** Returns when it left the processor, exclusive. */
  public long endNanos(int slice) {
    return columns.ends.at(slice);
  }

  /** Returns whether the thread had to leave although it could have gone on. */
  public boolean isPreempted(int slice) {
    return columns.preempted.at(slice) != 0;
  }

  /**
   * Returns when the last slice of all processors ends: the operating system may refuse to tell
   * more, so after it nothing is known. 0 without slices.
   */
  public long knownToNanos() {
    long last = 0;
    for (int i = 0; i < cpus().size(); i++) {
      last = Math.max(last, endNanos(end(cpus().at(i)) - 1));
    }
    return last;
  }

  /** Returns the first slice of {@code cpu} that ends after {@code nanos}, else {@link #end}. */
  public int firstEndingAfter(int cpu, long nanos) {
    return BinarySearch.first(first(cpu), end(cpu), i -> endNanos(i) > nanos);
  }

  /** Returns the first place of {@code thread} in the order by thread. */
  public int firstOfThread(int thread) {
    return byThread.first(thread);
  }

  /** Returns the place after the last of {@code thread} in the order by thread. */
  public int endOfThread(int thread) {
    return byThread.end(thread);
  }

  /** Returns the slice at a place in the order by thread. */
  public int ofThread(int place) {
    return threadOrder.at(place);
  }
}
