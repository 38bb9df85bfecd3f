package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one group, a row each, with their time in columns that do not overlap: each row's
 * values add up to its {@code lifeNanos}.
 *
 * @param startSite where the threads were started; null where not recorded or not the same for all
 * @param states of all threads together
 * @param totalNanos life of these threads within the range
 * @param traceNanos life of all threads of the trace within the range
 * @param columns states, blocking ones divided by operation; only those with time
 * @param rows the asked page, sorted
 * @param total number of rows of all pages
 * @param specialColumns of the special ranges, which overlap with the columns and each other
 */
public record GroupBreakdown(
    String key,
    int count,
    @Nullable String startSite,
    StateTotals states,
    long totalNanos,
    long traceNanos,
    List<Column> columns,
    List<Row> rows,
    int total,
    List<Column> specialColumns) {
  private static final List<Column> SPECIAL =
      List.of(
          new Column("gcPause", "GC pause"),
          new Column("safepoint", "Safepoint"),
          new Column("pinned", "Pinned"));

  /** A column: a key for programs such as {@code parked:park}, a label for people. */
  public record Column(String key, String label) {}

  /**
   * A thread.
   *
   * @param lifeNanos its life within the range
   * @param values nanoseconds per column
   * @param special nanoseconds per special column: its life during GC pauses and safepoints, and
   *     its time pinned
   */
  public record Row(
      int thread,
      String name,
      long lifeNanos,
      LongColumn values,
      StateTotals states,
      LongColumn special) {}

  /**
   * Which rows are wanted.
   *
   * @param sort a column's key, {@code name} or {@code total}; null or unknown: {@code total}
   */
  public record Page(@Nullable String sort, boolean descending, int offset, int limit) {
    /** Checks the bounds. */
    public Page {
      if (offset < 0 || limit < 0) {
        throw new IllegalArgumentException(
            "expected an offset and a limit from 0, found " + offset + " and " + limit);
      }
    }

    /** Returns all rows, longest life first. */
    public static Page all() {
      return new Page(null, true, 0, Integer.MAX_VALUE);
    }
  }

  /** Copies the lists. */
  public GroupBreakdown {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    specialColumns = List.copyOf(specialColumns);
  }

  /**
   * Breaks down the group {@code key}; without rows if no thread of that key lived in the range.
   */
  public static GroupBreakdown of(
      Trace trace, TimeRange range, Grouping by, String key, Page page) {
    IntColumn threads = ThreadGroups.members(trace, range, by, key);
    TreeMap<Integer, Column> columns = columns(trace, range, threads);
    List<Integer> codes = List.copyOf(columns.keySet());
    Overlaps overlaps = new Overlaps(trace, range);
    StateTotals.Sum sum = new StateTotals.Sum();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      sum.add(trace.spans(), range, threads.at(i));
      rows.add(row(trace, range, threads.at(i), codes, overlaps));
    }
    StateTotals states = sum.total();
    List<Column> shown = List.copyOf(columns.values());
    rows.sort(order(page, shown));
    int from = Math.min(page.offset(), rows.size());
    int to = (int) Math.min((long) from + page.limit(), rows.size());
    return new GroupBreakdown(
        key,
        threads.size(),
        startSite(trace, threads),
        states,
        states.totalNanos(),
        lifeNanos(trace, range),
        shown,
        rows.subList(from, to),
        rows.size(),
        SPECIAL);
  }

  /** A column's code orders columns by state, then operation: ids fit beside the state. */
  private static int code(Spans spans, int span) {
    int state = spans.stateOrdinal(span);
    int operation = State.at(state).isBlocking() ? spans.operation(span) + 1 : 0;
    return state << 27 | operation;
  }

  private static TreeMap<Integer, Column> columns(Trace trace, TimeRange range, IntColumn threads) {
    TreeMap<Integer, Column> columns = new TreeMap<>();
    Spans spans = trace.spans();
    for (int i = 0; i < threads.size(); i++) {
      int end = spans.end(threads.at(i));
      int span = spans.firstEndingAfter(threads.at(i), range.startNanos());
      for (; span < end && spans.startNanos(span) < range.endNanos(); span++) {
        int code = code(spans, span);
        if (!columns.containsKey(code)) {
          columns.put(code, column(trace, spans.state(span), code & 0x7ffffff));
        }
      }
    }
    return columns;
  }

  private static Column column(Trace trace, State state, int operation) {
    if (operation == 0) {
      return new Column(state.key(), capitalised(state.label()));
    }
    String name = trace.strings().at(operation - 1);
    return new Column(state.key() + ":" + name, capitalised(name));
  }

  private static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static Row row(
      Trace trace, TimeRange range, int thread, List<Integer> codes, Overlaps overlaps) {
    Spans spans = trace.spans();
    long[] values = new long[codes.size()];
    long pinnedNanos = 0;
    int end = spans.end(thread);
    int span = spans.firstEndingAfter(thread, range.startNanos());
    for (; span < end && spans.startNanos(span) < range.endNanos(); span++) {
      long nanos = range.overlapNanos(spans.startNanos(span), spans.endNanos(span));
      values[Collections.binarySearch(codes, code(spans, span))] += nanos;
      pinnedNanos += spans.isPinned(span) ? nanos : 0;
    }
    StateTotals states = StateTotals.of(trace, range, thread);
    return new Row(
        thread,
        trace.threadName(thread),
        states.totalNanos(),
        LongColumn.of(values),
        states,
        overlaps.of(thread, pinnedNanos));
  }

  private static Comparator<Row> order(Page page, List<Column> columns) {
    Comparator<Row> order = Comparator.comparingLong(Row::lifeNanos);
    if ("name".equals(page.sort())) {
      order = Comparator.comparing(Row::name);
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key().equals(page.sort())) {
        int column = i;
        order = Comparator.comparingLong(row -> row.values().at(column));
      }
    }
    for (int i = 0; i < SPECIAL.size(); i++) {
      if (SPECIAL.get(i).key().equals(page.sort())) {
        int column = i;
        order = Comparator.comparingLong(row -> row.special().at(column));
      }
    }
    return (page.descending() ? order.reversed() : order).thenComparingInt(Row::thread);
  }

  private static @Nullable String startSite(Trace trace, IntColumn threads) {
    String site = null;
    for (int i = 0; i < threads.size(); i++) {
      int stack = trace.threads().startStack(threads.at(i));
      String found = stack == Stacks.NONE ? null : Grouping.startSite(trace, stack);
      if (found == null || (site != null && !site.equals(found))) {
        return null;
      }
      site = found;
    }
    return site;
  }

  private static long lifeNanos(Trace trace, TimeRange range) {
    long sum = 0;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      sum +=
          range.overlapNanos(trace.threads().startNanos(thread), trace.threads().endNanos(thread));
    }
    return sum;
  }

  /** What stops all threads at once, cut to the life of one. */
  private static final class Overlaps {
    private final Trace trace;
    private final TimeRange range;
    private final Intervals pauses;
    private final Intervals safepoints;

    Overlaps(Trace trace, TimeRange range) {
      this.trace = trace;
      this.range = range;
      pauses = Intervals.of(trace.slices(), Track.GC_PAUSE);
      safepoints = Intervals.of(trace.slices(), Track.SAFEPOINT);
    }

    LongColumn of(int thread, long pinnedNanos) {
      long start = Math.max(range.startNanos(), trace.threads().startNanos(thread));
      long end = Math.min(range.endNanos(), trace.threads().endNanos(thread));
      return LongColumn.of(
          pauses.coveredNanos(start, end), safepoints.coveredNanos(start, end), pinnedNanos);
    }
  }
}
