package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Which virtual thread was mounted on which carrier when: what carriers did, as Go's view by
 * processor shows it. Runs are sorted by carrier, then by start; those of a carrier are {@code
 * [first(carrier), end(carrier))}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class CarrierRuns {
  /** How far the clocks of processors may differ; 11 ns were seen. */
  static final long SKEW_NANOS = 1_000;

  private final long durationNanos;
  private final IntColumn rows;

  private final Columns columns;
  private final Groups byCarrier;

  /** Where the runs are, by row of the recording. */
  private record Columns(
      IntColumn carriers,
      IntColumn virtualThreads,
      LongColumn starts,
      LongColumn durations,
      LongColumn reasons) {}

  private CarrierRuns(long durationNanos, Columns columns, IntColumn rows) {
    this.durationNanos = durationNanos;
    this.columns = columns;
    this.rows = rows;
    byCarrier = Groups.of(rows.size(), this::carrier);
  }

  /**
   * Returns the runs of a recording.
   *
   * @param rows of its runs, by carrier and start
   */
  static CarrierRuns of(Recording recording, IntColumn rows) {
    EventTable table = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN);
    Columns columns =
        new Columns(
            table.threads(),
            table.ids("virtualThread"),
            table.starts(),
            table.durations(),
            table.numbers("reason"));
    return new CarrierRuns(recording.durationNanos(), columns, rows);
  }

  /** Returns no runs. */
  static CarrierRuns none() {
    IntColumn ids = IntColumn.empty();
    LongColumn numbers = LongColumn.empty();
    return new CarrierRuns(0, new Columns(ids, ids, numbers, numbers, numbers), ids);
  }

  /** Returns the number of runs of all carriers. */
  public int size() {
    return rows.size();
  }

  /** Returns the threads that carried virtual threads, ascending. */
  public IntColumn carriers() {
    return byCarrier.keys();
  }

  /** Returns the first run on the thread {@code carrier}; {@link #end} if it carried nothing. */
  public int first(int carrier) {
    return byCarrier.first(carrier);
  }

  /** Returns the run after the last on the thread {@code carrier}. */
  public int end(int carrier) {
    return byCarrier.end(carrier);
  }

  /** Returns the first run on {@code carrier} that ends after {@code nanos}, else {@link #end}. */
  public int firstEndingAfter(int carrier, long nanos) {
    return BinarySearch.first(first(carrier), end(carrier), i -> endNanos(i) > nanos);
  }

  /** Returns the thread that carried. */
  public int carrier(int run) {
    return columns.carriers.at(rows.at(run));
  }

  /** Returns the virtual thread that ran, or -1 where the recording does not tell. */
  public int virtualThread(int run) {
    return columns.virtualThreads.at(rows.at(run));
  }

  /** Returns when it was mounted, within the trace. */
  public long startNanos(int run) {
    return Math.max(0, columns.starts.at(rows.at(run)));
  }

  /** Returns when it was unmounted, within the trace. */
  public long endNanos(int run) {
    int row = rows.at(run);
    return Math.min(durationNanos, columns.starts.at(row) + columns.durations.at(row));
  }

  /** Returns why it stopped. */
  public StopReason reason(int run) {
    return StopReason.of(columns.reasons.at(rows.at(run)));
  }

  /** Counts the runs that begin before another on the same carrier ends. */
  void countOverlaps(Diagnostics.Builder diagnostics) {
    for (int run = 1; run < size(); run++) {
      if (carrier(run) == carrier(run - 1) && startNanos(run) < endNanos(run - 1) - SKEW_NANOS) {
        diagnostics.count(
            Diagnostic.ILLEGAL_TRANSITION, "two virtual threads at once on a carrier");
      }
    }
  }
}
