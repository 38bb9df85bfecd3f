package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Finding.Measure;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locks that several threads waited for at once. Waits for locks that cannot be told apart, as
 * their addresses were not recorded, are no evidence. An object that the collector moves has
 * several addresses, so of each class only the worst is told.
 */
final class LockFindings {
  static final int CONVOY = 4;
  private static final int TOLD = 3;

  private LockFindings() {}

  /** A lock, and the longest stretch in which its queue was long; none if it never was. */
  private record Convoy(LockGroup lock, int maxQueue, List<TimeRange> worst) {}

  static void look(Trace trace, TimeRange range, Findings.Collector found) {
    if (!Recorded.in(trace, "jdk.JavaMonitorEnter")) {
      found.unknown(FindingKind.LOCK_CONVOY);
    }
    Set<Integer> toldClasses = new HashSet<>();
    LockGroup.of(trace, range, true).stream()
        .filter(lock -> lock.address != 0 && isExclusive(trace, lock))
        .filter(lock -> Findings.isOverPercent(lock.tally.totalNanos, range))
        .map(lock -> convoy(trace, range, lock))
        .filter(convoy -> !convoy.worst().isEmpty())
        .sorted(Comparator.comparingLong(convoy -> -convoy.lock().tally.totalNanos))
        .filter(convoy -> toldClasses.add(convoy.lock().subject))
        .limit(TOLD)
        .forEach(convoy -> found.add(finding(trace, convoy)));
  }

  /** Threads of a pool that park have nothing to do; those that wait for an owner have. */
  private static boolean isExclusive(Trace trace, LockGroup lock) {
    String name = trace.strings().atOr(lock.subject, "");
    return lock.state == State.BLOCKED
        || (lock.state == State.PARKED
            && (name.startsWith("java.util.concurrent.locks.Reentrant")
                || name.startsWith("java.util.concurrent.locks.StampedLock")));
  }

  private static Convoy convoy(Trace trace, TimeRange range, LockGroup lock) {
    Worst<TimeRange> longest = new Worst<>(1, TimeRange::durationNanos);
    lock.queue(trace, range)
        .eachStretch(
            CONVOY,
            (start, end, most) -> longest.offer(end - start, () -> new TimeRange(start, end)));
    return new Convoy(lock, lock.maxQueue(trace, range), longest.descending());
  }

  private static Finding finding(Trace trace, Convoy convoy) {
    LockGroup lock = convoy.lock();
    String name = trace.strings().atOr(lock.subject, "a lock of unknown class");
    return new Finding(
        FindingKind.LOCK_CONVOY,
        name + "@" + Long.toHexString(lock.address),
        List.of(
            Measure.count("threads at once", convoy.maxQueue()),
            Measure.nanos("waited together", lock.tally.totalNanos),
            Measure.nanos("longest", lock.tally.maxNanos)),
        owner(trace, lock),
        convoy.worst().get(0),
        lock.tally.totalNanos,
        lock.key(trace, true));
  }

  private static @Nullable String owner(Trace trace, LockGroup lock) {
    Map<Integer, Long> nanos = new HashMap<>();
    lock.each(
        span ->
            nanos.merge(
                LockGroup.ownerOf(trace, span), trace.spans().durationNanos(span), Long::sum));
    nanos.remove(-1);
    return nanos.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> trace.threadName(entry.getKey()))
        .orElse(null);
  }
}
