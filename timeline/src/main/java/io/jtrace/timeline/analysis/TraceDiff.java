package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Two traces, or parts of them, side by side. They may last differently long: all times are told as
 * they were measured, and changes as nanoseconds per second of each range.
 *
 * @param findings what stands out in one of them only
 * @param unknownInFirst what the first trace cannot show, so that its absence there says nothing
 * @param unknownInSecond likewise
 * @param states of all threads; the count is of threads that were in it
 * @param groups threads by name and state; the count is of threads
 * @param waitKinds by the key of a {@link ProfileKind}; the count is of waits
 * @param locks by class and state; the count is of waits
 * @param io by target and operation; the count is of operations
 * @param gc pauses by cause
 * @param tasks complete ones by type
 * @param regions by type
 */
public record TraceDiff(
    TimeRange first,
    TimeRange second,
    List<OneSided> findings,
    List<FindingKind> unknownInFirst,
    List<FindingKind> unknownInSecond,
    List<Row> states,
    List<Row> groups,
    List<Row> waitKinds,
    List<Row> locks,
    List<Row> io,
    List<Row> gc,
    List<Row> tasks,
    List<Row> regions) {
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

  private record Key(String subject, String kind) {}

  /** Copies the lists. */
  public TraceDiff {
    findings = List.copyOf(findings);
    unknownInFirst = List.copyOf(unknownInFirst);
    unknownInSecond = List.copyOf(unknownInSecond);
    states = List.copyOf(states);
    groups = List.copyOf(groups);
    waitKinds = List.copyOf(waitKinds);
    locks = List.copyOf(locks);
    io = List.copyOf(io);
    gc = List.copyOf(gc);
    tasks = List.copyOf(tasks);
    regions = List.copyOf(regions);
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
        DiffRows.of(first, second, DiffRows::states),
        DiffRows.of(first, second, DiffRows::groups),
        DiffRows.of(first, second, DiffRows::waitKinds),
        DiffRows.of(first, second, DiffRows::locks),
        DiffRows.of(first, second, DiffRows::io),
        DiffRows.of(first, second, DiffRows::gc),
        DiffRows.of(first, second, DiffRows::tasks),
        DiffRows.of(first, second, DiffRows::regions));
  }

  /** Returns {@code amount} per second of {@code range}. */
  static double perSecond(long amount, TimeRange range) {
    return range.durationNanos() == 0 ? 0 : amount * 1e9 / range.durationNanos();
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
}
