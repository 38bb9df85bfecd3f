package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What threads read from and wrote to: hosts with their ports, and files.
 *
 * @param count of all targets
 * @param operations on all of them
 * @param totalNanos of all operations: the time threads were in socket or file I/O
 * @param targets a page of them
 */
public record IoTable(
    int count, long operations, long sizeBytes, long totalNanos, List<Target> targets) {
  /** What comes first. */
  public enum Sort {
    TOTAL,
    OPERATIONS,
    BYTES,
    MEAN,
    P99,
    MAX;

    /** Returns the order with this name. */
    public static Optional<Sort> named(String name) {
      return Arrays.stream(values())
          .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }
  }

  /**
   * Which targets are asked for.
   *
   * @param state SOCKET_IO or FILE_IO; empty for both
   * @param text in the target or in one of its operations, in any case; empty for all
   */
  public record Filter(Optional<State> state, String text) {
    /** Lets all targets through. */
    public static final Filter ALL = new Filter(Optional.empty(), "");
  }

  /**
   * A host and port, or a file.
   *
   * @param key what {@link IoDetails#of} finds it by
   * @param target host:port or path; empty where the recording does not tell
   * @param state SOCKET_IO or FILE_IO
   * @param sizeBytes moved by operations that begin in the range or touch its beginning
   * @param times of its operations, the part within the range, without what interrupted them
   * @param kinds most time first
   */
  public record Target(
      String key,
      String target,
      State state,
      long sizeBytes,
      Distribution times,
      List<Kind> kinds) {
    /** Copies the list. */
    public Target {
      kinds = List.copyOf(kinds);
    }

    static Target of(Trace trace, IoGroup group) {
      Durations all = new Durations();
      long sizeBytes = 0;
      for (IoOperations kind : group.kinds()) {
        all.addAll(kind.durations());
        sizeBytes += kind.sizeBytes();
      }
      return new Target(
          group.key(trace),
          trace.strings().atOr(group.subject, ""),
          group.state,
          sizeBytes,
          all.distribution(),
          group.kinds().stream()
              .map(kind -> Kind.of(trace, kind))
              .sorted(Comparator.comparingLong(kind -> -kind.times().totalNanos()))
              .toList());
    }
  }

  /**
   * Operations of one kind on one target.
   *
   * @param operation such as {@code socket read}; empty where the recording does not tell
   */
  public record Kind(String operation, long sizeBytes, Distribution times) {
    static Kind of(Trace trace, IoOperations operations) {
      return new Kind(
          trace.strings().atOr(operations.operation, ""),
          operations.sizeBytes(),
          operations.durations().distribution());
    }
  }

  /** Copies the list. */
  public IoTable {
    targets = List.copyOf(targets);
  }

  /** Lists all targets of all threads, most time first. */
  public static IoTable of(Trace trace, TimeRange range) {
    return of(trace, range, thread -> true, Filter.ALL, Sort.TOTAL, 0, Integer.MAX_VALUE);
  }

  /** Lists the targets of what the {@code threads} did within {@code range}. */
  public static IoTable of(
      Trace trace,
      TimeRange range,
      IntPredicate threads,
      Filter filter,
      Sort sort,
      int offset,
      int limit) {
    TextMatch text = new TextMatch(trace.strings(), filter.text().toLowerCase(Locale.ROOT));
    List<Target> all =
        IoGroup.of(trace, range, threads).stream()
            .filter(group -> filter.state().isEmpty() || filter.state().get() == group.state)
            .filter(group -> text.isEmpty() || matches(text, group))
            .map(group -> Target.of(trace, group))
            .sorted(order(sort))
            .toList();
    return new IoTable(
        all.size(),
        all.stream().mapToLong(target -> target.times().count()).sum(),
        all.stream().mapToLong(Target::sizeBytes).sum(),
        all.stream().mapToLong(target -> target.times().totalNanos()).sum(),
        all.stream().skip(offset).limit(limit).toList());
  }

  private static boolean matches(TextMatch text, IoGroup group) {
    return text.in(group.subject)
        || group.kinds().stream().anyMatch(kind -> text.in(kind.operation));
  }

  private static Comparator<Target> order(Sort sort) {
    Comparator<Target> byTotal = Comparator.comparingLong(target -> -target.times().totalNanos());
    Comparator<Target> order =
        switch (sort) {
          case TOTAL -> byTotal;
          case OPERATIONS -> Comparator.comparingLong(target -> -target.times().count());
          case BYTES -> Comparator.comparingLong(target -> -target.sizeBytes());
          case MEAN -> Comparator.comparingLong(target -> -target.times().meanNanos());
          case P99 -> Comparator.comparingLong(target -> -target.times().p99Nanos());
          case MAX -> Comparator.comparingLong(target -> -target.times().maxNanos());
        };
    return order.thenComparing(byTotal).thenComparing(Target::key);
  }
}
