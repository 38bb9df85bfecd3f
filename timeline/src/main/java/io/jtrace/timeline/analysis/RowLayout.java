package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The rows of the timeline: which threads it shows, in groups and in order. */
public record RowLayout(List<Group> groups) {
  /**
   * Threads with one key.
   *
   * @param count all threads of the group that match
   * @param threads the first of them in order
   */
  public record Group(String key, int count, IntColumn threads) {
    /** Returns how many threads are left out. */
    public int more() {
      return count - threads.size();
    }
  }

  /** The order of groups and of threads within them. */
  public enum Sort {
    /** Most running time first. */
    BUSY,
    /** By name; numbers in names by their value. */
    NAME,
    /** Earliest start first. */
    START,
    /** Most time waiting for monitors first. */
    BLOCKED;

    /** Returns the sort with this name in lower case. */
    public static Optional<Sort> named(String parameter) {
      for (Sort sort : values()) {
        if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
          return Optional.of(sort);
        }
      }
      return Optional.empty();
    }
  }

  private record Row(int thread, String name, long startNanos, long busyNanos, long blockedNanos) {}

  private record Rows(String key, List<Row> rows) {
    private long sum(ToLongFunction<Row> value) {
      return rows.stream().mapToLong(value).sum();
    }
  }

  /** Copies the list. */
  public RowLayout {
    groups = List.copyOf(groups);
  }

  /**
   * Lays out the threads that lived in {@code range}.
   *
   * @param query a {@link SpanFilter}; threads without a span that passes are left out
   * @param maxThreads most threads to list per group
   * @throws IllegalArgumentException if the query cannot be understood
   */
  public static RowLayout of(
      Trace trace, TimeRange range, Grouping by, Sort sort, String query, int maxThreads) {
    return of(trace, range, by, sort, query, maxThreads, thread -> true);
  }

  /**
   * Lays out the threads that carried virtual threads, by name; see {@link #of(Trace, TimeRange,
   * Grouping, Sort, String, int)}.
   */
  public static RowLayout ofCarriers(
      Trace trace, TimeRange range, Sort sort, String query, int maxThreads) {
    CarrierRuns runs = trace.carrierRuns();
    IntPredicate isCarrier = thread -> runs.first(thread) < runs.end(thread);
    return of(trace, range, Grouping.NAME, sort, query, maxThreads, isCarrier);
  }

  /**
   * Returns the tracks of the processors whose names have {@code query}, text or a regular
   * expression, in the order of their numbers.
   */
  public static List<Integer> ofCpus(CpuTracks cpus, String query) {
    Predicate<String> matches = FilterTerm.found(query);
    return IntStream.range(0, cpus.size())
        .mapToObj(cpus::track)
        .filter(track -> matches.test(CpuSpanDetails.name(cpus, track)))
        .toList();
  }

  private static RowLayout of(
      Trace trace,
      TimeRange range,
      Grouping by,
      Sort sort,
      String query,
      int maxThreads,
      IntPredicate threads) {
    IntPredicate passes = SpanSearch.threads(trace, range, SpanFilter.parse(query));
    List<Rows> groups = new ArrayList<>();
    for (ThreadGroups.Group group : ThreadGroups.of(trace, range, by).groups()) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < group.threads().size(); i++) {
        int thread = group.threads().at(i);
        if (threads.test(thread) && passes.test(thread)) {
          rows.add(row(trace, range, thread));
        }
      }
      if (!rows.isEmpty()) {
        rows.sort(order(sort));
        groups.add(new Rows(group.key(), rows));
      }
    }
    groups.sort(groupOrder(sort));
    return new RowLayout(groups.stream().map(rows -> group(rows, maxThreads)).toList());
  }

  private static Row row(Trace trace, TimeRange range, int thread) {
    StateTotals states = StateTotals.of(trace, range, thread);
    return new Row(
        thread,
        trace.threadName(thread),
        trace.threads().startNanos(thread),
        states.nanos(State.RUNNING),
        states.nanos(State.BLOCKED));
  }

  private static Comparator<Row> order(Sort sort) {
    Comparator<Row> order =
        switch (sort) {
          case BUSY -> Comparator.comparingLong(row -> -row.busyNanos);
          case NAME -> Comparator.comparing(Row::name, NaturalOrder::compare);
          case START -> Comparator.comparingLong(Row::startNanos);
          case BLOCKED -> Comparator.comparingLong(row -> -row.blockedNanos);
        };
    return order.thenComparing(Row::name, NaturalOrder::compare).thenComparingInt(Row::thread);
  }

  private static Comparator<Rows> groupOrder(Sort sort) {
    Comparator<Rows> order =
        switch (sort) {
          case BUSY -> Comparator.comparingLong(rows -> -rows.sum(Row::busyNanos));
          case NAME -> Comparator.comparing(Rows::key, NaturalOrder::compare);
          case START -> Comparator.comparingLong(rows -> rows.rows.get(0).startNanos);
          case BLOCKED -> Comparator.comparingLong(rows -> -rows.sum(Row::blockedNanos));
        };
    return order.thenComparing(Rows::key, NaturalOrder::compare);
  }

  private static Group group(Rows rows, int maxThreads) {
    int shown = Math.min(maxThreads, rows.rows.size());
    IntColumn.Builder threads = new IntColumn.Builder();
    rows.rows.subList(0, shown).forEach(row -> threads.add(row.thread));
    return new Group(rows.key, rows.rows.size(), threads.build());
  }
}
