package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.TraceDiff.Amount;
import io.jtrace.timeline.analysis.TraceDiff.Row;
import io.jtrace.timeline.analysis.TraceDiff.Side;
import io.jtrace.timeline.model.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of a {@link TraceDiff}: each collects amounts of both traces by the same keys. */
final class DiffRows {
  /**
   * Kinds of waits that do not hold one another, but that a pinned wait is one of its state too.
   */
  private static final List<ProfileKind> WAIT_KINDS =
      List.of(
          ProfileKind.MONITOR,
          ProfileKind.WAIT,
          ProfileKind.PARK,
          ProfileKind.SLEEP,
          ProfileKind.SOCKET,
          ProfileKind.FILE,
          ProfileKind.PINNED,
          ProfileKind.SCHEDULER);

  private DiffRows() {}

  private record Key(String subject, String part) {}

  /** Collects the amounts of one trace. */
  @FunctionalInterface
  interface Collector {
    void collect(Side side, Sums sums);
  }

  /** Amounts by key. Not safe for use by several threads. */
  static final class Sums {
    private final Map<Key, Amount> amounts = new LinkedHashMap<>();

    void add(String subject, String part, long count, long nanos) {
      amounts.merge(new Key(subject, part), new Amount(count, nanos), Amount::plus);
    }

    private Amount of(Key key) {
      return amounts.getOrDefault(key, Amount.NONE);
    }
  }

  /** Returns what either trace has, the largest change first. */
  static List<Row> of(Side first, Side second, Collector collector) {
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
          TraceDiff.perSecond(after.nanos(), second.range())
              - TraceDiff.perSecond(before.nanos(), first.range());
      rows.add(new Row(key.subject(), key.part(), before, after, change));
    }
    rows.removeIf(DiffRows::isEmpty);
    rows.sort(
        Comparator.comparingDouble((Row row) -> -Math.abs(row.changeNanosPerSecond()))
            .thenComparing(Row::subject)
            .thenComparing(Row::part));
    return rows;
  }

  /** Tasks that have no end yet are none. */
  private static boolean isEmpty(Row row) {
    return row.first().equals(Amount.NONE) && row.second().equals(Amount.NONE);
  }

  static void states(Side side, Sums sums) {
    for (int thread = 0; thread < side.trace().threads().size(); thread++) {
      StateTotals totals = StateTotals.of(side.trace(), side.range(), thread);
      for (State state : State.values()) {
        if (totals.nanos(state) > 0) {
          sums.add(state.key(), "", 1, totals.nanos(state));
        }
      }
    }
  }

  static void groups(Side side, Sums sums) {
    for (ThreadGroups.Group group :
        ThreadGroups.of(side.trace(), side.range(), Grouping.NAME).groups()) {
      for (State state : State.values()) {
        if (group.states().nanos(state) > 0) {
          sums.add(group.key(), state.key(), group.count(), group.states().nanos(state));
        }
      }
    }
  }

  static void waitKinds(Side side, Sums sums) {
    for (ProfileKind kind : WAIT_KINDS) {
      Profile profile = Profile.of(side.trace(), side.range(), thread -> true, kind);
      if (profile.rows().size() > 0) {
        sums.add(
            kind.key(), "", profile.total(ProfileWeight.COUNT), profile.total(ProfileWeight.TOTAL));
      }
    }
  }

  static void locks(Side side, Sums sums) {
    LockTable.of(side.trace(), side.range(), false, LockTable.Sort.TOTAL, 0, Integer.MAX_VALUE)
        .locks()
        .forEach(
            lock -> sums.add(lock.lock(), lock.state().key(), lock.waits(), lock.totalNanos()));
  }

  static void io(Side side, Sums sums) {
    for (IoTable.Target target : IoTable.of(side.trace(), side.range()).targets()) {
      for (IoTable.Kind kind : target.kinds()) {
        sums.add(
            target.target(), kind.operation(), kind.times().count(), kind.times().totalNanos());
      }
    }
  }

  static void gc(Side side, Sums sums) {
    GcSummary.of(side.trace(), side.range())
        .causes()
        .forEach(cause -> sums.add(cause.cause(), "", cause.pauses(), cause.pauseNanos()));
  }

  static void tasks(Side side, Sums sums) {
    TaskSummary.of(side.trace(), side.range(), TaskQuery.longest(0))
        .types()
        .forEach(
            type -> sums.add(type.name(), "", type.lengths().count(), type.lengths().totalNanos()));
  }

  static void regions(Side side, Sums sums) {
    RegionSummary.of(side.trace(), side.range(), TaskQuery.longest(0))
        .types()
        .forEach(
            type -> sums.add(type.name(), "", type.lengths().count(), type.lengths().totalNanos()));
  }
}
