package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which locks threads waited for: monitors, conditions and what they parked on.
 *
 * @param count of all locks
 * @param totalNanos waited for all of them: the time threads were blocked, waiting or parked
 * @param locks a page of them
 */
public record LockTable(int count, long totalNanos, List<Lock> locks) {
  /** What comes first. */
  public enum Sort {
    /** Monitors before all others, then the most time: most parked threads have nothing to do. */
    WORST,
    TOTAL,
    WAITS,
    MAX,
    QUEUE;

    /** Returns the order with this name. */
    public static Optional<Sort> named(String name) {
      return Arrays.stream(values())
          .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }
  }

  /**
   * A lock, or all locks of a class.
   *
   * @param key what {@link LockDetails#of} finds it by
   * @param lock its class; empty where that was not recorded
   * @param address 0 for a class, or where it was not recorded
   * @param state BLOCKED, WAITING or PARKED
   * @param totalNanos waited within the range, over all threads
   * @param maxNanos longest wait within the range
   * @param maxQueue how many waited at once
   */
  public record Lock(
      String key,
      String lock,
      long address,
      State state,
      long waits,
      long totalNanos,
      long maxNanos,
      int maxQueue) {
    static Lock of(Trace trace, TimeRange range, LockGroup group, boolean byAddress) {
      return new Lock(
          group.key(trace, byAddress),
          trace.strings().atOr(group.subject, ""),
          group.address,
          group.state,
          group.tally.count,
          group.tally.totalNanos,
          group.tally.maxNanos,
          group.maxQueue(trace, range));
    }
  }

  /** Copies the list. */
  public LockTable {
    locks = List.copyOf(locks);
  }

  /**
   * Lists the locks that threads waited for within {@code range}.
   *
   * @param byAddress whether locks are told apart, not only their classes
   */
  public static LockTable of(
      Trace trace, TimeRange range, boolean byAddress, Sort sort, int offset, int limit) {
    List<Lock> all =
        LockGroup.of(trace, range, byAddress).stream()
            .map(group -> Lock.of(trace, range, group, byAddress))
            .sorted(order(sort))
            .toList();
    return new LockTable(
        all.size(),
        all.stream().mapToLong(Lock::totalNanos).sum(),
        all.stream().skip(offset).limit(limit).toList());
  }

  private static Comparator<Lock> order(Sort sort) {
    Comparator<Lock> byTotal = Comparator.comparingLong((Lock lock) -> -lock.totalNanos());
    Comparator<Lock> order =
        switch (sort) {
          case WORST -> Comparator.comparing((Lock lock) -> lock.state() != State.BLOCKED);
          case TOTAL -> byTotal;
          case WAITS -> Comparator.comparingLong((Lock lock) -> -lock.waits());
          case MAX -> Comparator.comparingLong((Lock lock) -> -lock.maxNanos());
          case QUEUE -> Comparator.comparingInt((Lock lock) -> -lock.maxQueue());
        };
    return order.thenComparing(byTotal).thenComparing(Lock::key);
  }
}
