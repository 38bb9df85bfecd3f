package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two traces, or parts of them, side by side. They may last differently long: all times are told as
 * they were measured, and changes as nanoseconds per second of each range.
 *
 * @param findings what stands out in one of them only
 * @param unknownInFirst what the first trace cannot show, so that its absence there says nothing
 * @param unknownInSecond likewise
 * @param groups threads by name and state; the count is of threads
 * @param locks by class and state; the count is of waits
 * @param io by target and operation; the count is of operations
 * @param gc pauses by cause
 * @param tasks complete ones by type
 * @param waits the profile of all waits
 */
public record TraceDiff(
    TimeRange first,
    TimeRange second,
    List<OneSided> findings,
    List<FindingKind> unknownInFirst,
    List<FindingKind> unknownInSecond,
    List<Row> groups,
    List<Row> locks,
    List<Row> io,
    List<Row> gc,
    List<Row> tasks,
    ProfileDiff waits) {
  /** A trace and what of it is compared. */
  public record Side(Trace trace, TimeRange range) {}

  /** A finding of which only one trace has the kind and subject. */
  public record OneSided(boolean isInSecond, Finding finding) {}

  /** How often and how long in one trace. */
  public record Amount(long count, long nanos) {
    static final Amount NONE = new Amount(0, 0);

    Amount plus(Amount other) {
      return new Amount(count + other.count, nanos + other.nanos);
    }
  }

  /**
   * One thing in both traces.
   *
   * @param part what of the subject: a state, an operation; may be empty
   * @param changeNanosPerSecond how much more time a second of the second trace holds of it
   */
  public record Row(
      String subject, String part, Amount first, Amount second, double changeNanosPerSecond) {}

  private record Key(String subject, String part) {}

  /** Copies the lists. */
  public TraceDiff {
    findings = List.copyOf(findings);
    unknownInFirst = List.copyOf(unknownInFirst);
    unknownInSecond = List.copyOf(unknownInSecond);
    groups = List.copyOf(groups);
    locks = List.copyOf(locks);
    io = List.copyOf(io);
    gc = List.copyOf(gc);
    tasks = List.copyOf(tasks);
  }

  /** Compares two traces; the largest changes come first. */
  public static TraceDiff of(Side first, Side second) {
    Findings one = findings(first);
    Findings other = findings(second);
    return new TraceDiff(
        first.range(),
        second.range(),
        oneSided(one, other),
        one.unknown(),
        other.unknown(),
        rows(first, second, TraceDiff::groups),
        rows(first, second, TraceDiff::locks),
        rows(first, second, TraceDiff::io),
        rows(first, second, TraceDiff::gc),
        rows(first, second, TraceDiff::tasks),
        ProfileDiff.of(first, second, ProfileKind.BLOCKING));
  }

  /** Returns {@code nanos} per second of {@code range}. */
  static double perSecond(long nanos, TimeRange range) {
    return range.durationNanos() == 0 ? 0 : nanos * 1e9 / range.durationNanos();
  }

  private static List<OneSided> oneSided(Findings one, Findings other) {
    List<OneSided> found = new ArrayList<>();
    lacking(other, one).forEach(finding -> found.add(new OneSided(true, finding)));
    lacking(one, other).forEach(finding -> found.add(new OneSided(false, finding)));
    return found;
  }

  private static Findings findings(Side side) {
    return side.range().durationNanos() == 0
        ? new Findings(List.of(), List.of())
        : Findings.of(side.trace(), side.range());
  }

  private static List<Finding> lacking(Findings from, Findings in) {
    Set<Key> known = new HashSet<>();
    in.findings().forEach(finding -> known.add(key(finding)));
    return from.findings().stream().filter(finding -> !known.contains(key(finding))).toList();
  }

  /** The address of a lock is another one in each JVM. */
  private static Key key(Finding finding) {
    return new Key(finding.subject().replaceFirst("@[0-9a-f]+$", ""), finding.kind().key());
  }

  private interface Collector {
    void collect(Side side, Sums sums);
  }

  private static final class Sums {
    private final Map<Key, Amount> amounts = new LinkedHashMap<>();

    void add(String subject, String part, long count, long nanos) {
      amounts.merge(new Key(subject, part), new Amount(count, nanos), Amount::plus);
    }

    Amount of(Key key) {
      return amounts.getOrDefault(key, Amount.NONE);
    }
  }

  private static List<Row> rows(Side first, Side second, Collector collector) {
    Sums one = new Sums();
    Sums other = new Sums();
    collector.collect(first, one);
    collector.collect(second, other);
    Set<Key> keys = new HashSet<>(one.amounts.keySet());
    keys.addAll(other.amounts.keySet());
    List<Row> rows = new ArrayList<>();
    for (Key key : keys) {
      Amount before = one.of(key);
      Amount after = other.of(key);
      double change =
          perSecond(after.nanos(), second.range()) - perSecond(before.nanos(), first.range());
      rows.add(new Row(key.subject(), key.part(), before, after, change));
    }
    rows.sort(
        Comparator.comparingDouble((Row row) -> -Math.abs(row.changeNanosPerSecond()))
            .thenComparing(Row::subject)
            .thenComparing(Row::part));
    return rows;
  }

  private static void groups(Side side, Sums sums) {
    for (ThreadGroups.Group group :
        ThreadGroups.of(side.trace(), side.range(), Grouping.NAME).groups()) {
      for (State state : State.values()) {
        if (group.states().nanos(state) > 0) {
          sums.add(group.key(), state.key(), group.count(), group.states().nanos(state));
        }
      }
    }
  }

  private static void locks(Side side, Sums sums) {
    LockTable.of(side.trace(), side.range(), false, LockTable.Sort.TOTAL, 0, Integer.MAX_VALUE)
        .locks()
        .forEach(
            lock -> sums.add(lock.lock(), lock.state().key(), lock.waits(), lock.totalNanos()));
  }

  private static void io(Side side, Sums sums) {
    for (IoTable.Target target : IoTable.of(side.trace(), side.range()).targets()) {
      for (IoTable.Kind kind : target.kinds()) {
        sums.add(
            target.target(), kind.operation(), kind.times().count(), kind.times().totalNanos());
      }
    }
  }

  private static void gc(Side side, Sums sums) {
    GcSummary.of(side.trace(), side.range())
        .causes()
        .forEach(cause -> sums.add(cause.cause(), "", cause.pauses(), cause.pauseNanos()));
  }

  private static void tasks(Side side, Sums sums) {
    TaskSummary.of(side.trace(), side.range(), TaskQuery.longest(0))
        .types()
        .forEach(
            type -> sums.add(type.name(), "", type.lengths().count(), type.lengths().totalNanos()));
  }
}
