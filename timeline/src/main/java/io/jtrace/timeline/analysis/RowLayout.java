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

  /**
   * A thread and what orders it before its name does.
   *
   * @param rank lower is first
   */
  private record Row(int thread, long rank, String name) {}

  private record Rows(String key, long rank, List<Row> rows) {}

  private static final Comparator<Row> IN_ORDER =
      Comparator.comparingLong(Row::rank)
          .thenComparing(Row::name, NaturalOrder::compare)
          .thenComparingInt(Row::thread);

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
    ThreadGroups.members(trace, range, by)
        .forEach(
            (key, members) -> {
              List<Row> rows = new ArrayList<>();
              for (int i = 0; i < members.size(); i++) {
                int thread = members.at(i);
                if (threads.test(thread) && passes.test(thread)) {
                  rows.add(
                      new Row(thread, rank(trace, range, sort, thread), trace.threadName(thread)));
                }
              }
              if (!rows.isEmpty()) {
                rows.sort(IN_ORDER);
                groups.add(new Rows(key, rank(sort, rows), rows));
              }
            });
    groups.sort(
        Comparator.comparingLong(Rows::rank).thenComparing(Rows::key, NaturalOrder::compare));
    return new RowLayout(groups.stream().map(rows -> group(rows, maxThreads)).toList());
  }

  /** Only what the order asks for: to sum up states is to read all spans. */
  private static long rank(Trace trace, TimeRange range, Sort sort, int thread) {
    return switch (sort) {
      case BUSY -> -StateTotals.of(trace, range, thread).nanos(State.RUNNING);
      case BLOCKED -> -StateTotals.of(trace, range, thread).nanos(State.BLOCKED);
      case START -> trace.threads().startNanos(thread);
      case NAME -> 0;
    };
  }

  private static long rank(Sort sort, List<Row> rows) {
    return sort == Sort.START ? rows.get(0).rank : rows.stream().mapToLong(Row::rank).sum();
  }

  private static Group group(Rows rows, int maxThreads) {
    int shown = Math.min(maxThreads, rows.rows.size());
    IntColumn.Builder threads = new IntColumn.Builder();
    rows.rows.subList(0, shown).forEach(row -> threads.add(row.thread));
    return new Group(rows.key, rows.rows.size(), threads.build());
  }
}
