package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What threads waited for each other with: monitors, conditions and the locks of
 * java.util.concurrent, by class.
 *
 * @param locks most waiting time first
 */
public record LockSummary(List<Lock> locks) {
  /**
   * Waits of one kind for the locks of one class.
   *
   * @param lock the class of the lock; empty where the recording does not tell
   * @param state BLOCKED, WAITING or PARKED
   * @param waits how often a thread waited
   * @param totalNanos time waited within the range, over all threads
   * @param maxNanos the longest single wait within the range
   * @param owners who let go of the lock, or woke the waiter, most time first; only where recorded
   */
  public record Lock(
      String lock,
      State state,
      String operation,
      long waits,
      long totalNanos,
      long maxNanos,
      List<Owner> owners) {
    /** Copies the list. */
    public Lock {
      owners = List.copyOf(owners);
    }
  }

  /**
   * A thread that others waited for.
   *
   * @param waits waits that it ended
   * @param totalNanos how long these took
   */
  public record Owner(int thread, String name, long waits, long totalNanos) {}

  /** Copies the list. */
  public LockSummary {
    locks = List.copyOf(locks);
  }

  /** Returns the waits to enter monitors only. */
  public List<Lock> monitors() {
    return locks.stream().filter(lock -> lock.state() == State.BLOCKED).toList();
  }

  /** Sums up the waits that touch {@code range}. */
  public static LockSummary of(Trace trace, TimeRange range) {
    return of(trace, Waits.of(trace, range));
  }

  static LockSummary of(Trace trace, Waits waits) {
    List<Lock> locks = new ArrayList<>();
    for (Waits.Entry entry : waits.byTotal()) {
      State state = entry.key.state();
      if (state == State.BLOCKED || state == State.WAITING || state == State.PARKED) {
        locks.add(lock(trace, entry));
      }
    }
    return new LockSummary(locks);
  }

  private static Lock lock(Trace trace, Waits.Entry entry) {
    List<Owner> owners = new ArrayList<>();
    entry.others.forEach(
        (thread, tally) ->
            owners.add(new Owner(thread, trace.threadName(thread), tally.count, tally.totalNanos)));
    owners.sort(Comparator.comparingLong((Owner owner) -> -owner.totalNanos()));
    return new Lock(
        trace.strings().atOr(entry.key.subject(), ""),
        entry.key.state(),
        trace.strings().atOr(entry.key.operation(), ""),
        entry.tally.count,
        entry.tally.totalNanos,
        entry.tally.maxNanos,
        owners);
  }
}
