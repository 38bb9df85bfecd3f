package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.function.IntToLongFunction;

/**
 * What the operating system has counted of each thread, at moments about 50 ms apart: time on a
 * processor, time waiting for one, and how often it got one. Counts begin with the life of the
 * thread. Rows are sorted by thread, then by time; those of a thread are {@code [first(thread),
 * end(thread))}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class CpuUse {
  private final IntColumn rows;
  private final Groups byThread;

  // By row of the recording.
  private final LongColumn times;
  private final LongColumn runs;
  private final LongColumn waits;
  private final LongColumn sliceCounts;

  private CpuUse(
      IntColumn rows,
      Groups byThread,
      LongColumn times,
      LongColumn runs,
      LongColumn waits,
      LongColumn sliceCounts) {
    this.rows = rows;
    this.byThread = byThread;
    this.times = times;
    this.runs = runs;
    this.waits = waits;
    this.sliceCounts = sliceCounts;
  }

  /** Returns no rows. */
  static CpuUse none() {
    LongColumn none = LongColumn.empty();
    return new CpuUse(IntColumn.empty(), Groups.of(0, row -> row), none, none, none, none);
  }

  static CpuUse of(Recording recording, OsThreads osThreads) {
    EventTable table = recording.events(ConsumedEvent.THREAD_CPU);
    int[] threads = osThreads.of(table, table.starts());
    int[] order = new int[threads.length];
    int count = 0;
    for (int row = 0; row < threads.length; row++) {
      if (threads[row] >= 0) {
        order[count++] = row;
      }
    }
    LongColumn starts = table.starts();
    RunSort.sort(
        order,
        0,
        count,
        (a, b) -> threads[a] != threads[b] ? threads[a] > threads[b] : starts.at(a) > starts.at(b));
    return new CpuUse(
        IntColumn.copyOf(order, count),
        Groups.of(count, row -> threads[order[row]]),
        starts,
        table.numbers("runNanos"),
        table.numbers("waitNanos"),
        table.numbers("slices"));
  }

  /** Returns the number of rows of all threads. */
  public int size() {
    return rows.size();
  }

  /** Returns the first row of {@code thread}; {@link #end} if it has none. */
  public int first(int thread) {
    return byThread.first(thread);
  }

  /** Returns the row after the last of {@code thread}. */
  public int end(int thread) {
    return byThread.end(thread);
  }

  /** Returns when a row was counted. */
  public long nanos(int row) {
    return times.at(rows.at(row));
  }

  /** Returns the time on a processor so far. */
  public long runNanos(int row) {
    return runs.at(rows.at(row));
  }

  /** Returns the time in which the thread could have run and waited for a processor so far. */
  public long waitNanos(int row) {
    return waits.at(rows.at(row));
  }

  /** Returns how often the thread got a processor so far. */
  public long slices(int row) {
    return sliceCounts.at(rows.at(row));
  }

  /**
   * Returns the time that {@code thread} spent on a processor in {@code range}. It is exact between
   * moments at which a row was counted, and an estimate, as if use were even, between two rows.
   * Before the first row and after the last nothing is counted.
   */
  public long runNanos(int thread, TimeRange range) {
    return grown(thread, range, this::runNanos);
  }

  /** Returns the time that {@code thread} waited for a processor; as exact as {@link #runNanos}. */
  public long waitNanos(int thread, TimeRange range) {
    return grown(thread, range, this::waitNanos);
  }

  /** Returns how often {@code thread} got a processor; as exact as {@link #runNanos}. */
  public long slices(int thread, TimeRange range) {
    return grown(thread, range, this::slices);
  }

  private long grown(int thread, TimeRange range, IntToLongFunction count) {
    if (first(thread) == end(thread)) {
      return 0;
    }
    return at(thread, range.endNanos(), count) - at(thread, range.startNanos(), count);
  }

  /** Returns a count at a moment, as if it grew evenly from row to row. */
  private long at(int thread, long nanos, IntToLongFunction count) {
    int next = firstAfter(thread, nanos);
    if (next == first(thread) || next == end(thread)) {
      return count.applyAsLong(next == end(thread) ? next - 1 : next);
    }
    long before = count.applyAsLong(next - 1);
    double share = (double) (nanos - nanos(next - 1)) / (nanos(next) - nanos(next - 1));
    return before + Math.round((count.applyAsLong(next) - before) * share);
  }

  private int firstAfter(int thread, long nanos) {
    return BinarySearch.first(first(thread), end(thread), i -> nanos(i) > nanos);
  }
}
