package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * Spans that a filter lets through.
 *
 * @param count all of them
 * @param totalNanos their time within the range
 * @param spans a page of them, in order
 */
public record SpanSearch(long count, long totalNanos, IntColumn spans) {
  /** Orders of spans. */
  public enum Sort {
    /** Longest first; whole spans, even where they reach beyond the range. */
    DURATION,
    /** Earliest first. */
    START;

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
   * Looks through the spans that touch {@code range}. Takes time for each of these, and memory for
   * {@code offset + limit}.
   *
   * @param threads the threads to look at
   * @param offset how many of the first to leave out
   * @param limit most spans to return
   */
  public static SpanSearch of(
      Trace trace,
      TimeRange range,
      IntPredicate threads,
      SpanFilter filter,
      Sort sort,
      int offset,
      int limit) {
    Spans spans = trace.spans();
    Comparator<Integer> order = order(spans, sort);
    PriorityQueue<Integer> first = new PriorityQueue<>(order.reversed());
    SpanMatcher matcher = filter.in(trace);
    int wanted = offset + limit;
    long[] totals = new long[2];
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (threads.test(thread) && matcher.thread(thread)) {
        SpansIn.each(
            spans,
            range,
            thread,
            span -> {
              if (matcher.span(span)) {
                totals[0]++;
                totals[1] += SpansIn.nanos(spans, range, span);
                keep(first, order, wanted, span);
              }
            });
      }
    }
    return new SpanSearch(totals[0], totals[1], page(first, order, offset));
  }

  private static Comparator<Integer> order(Spans spans, Sort sort) {
    Comparator<Integer> order =
        switch (sort) {
          case DURATION -> Comparator.comparingLong(span -> -spans.durationNanos(span));
          case START -> Comparator.comparingLong(spans::startNanos);
        };
    return order.thenComparingInt(span -> span);
  }

  private static void keep(
      PriorityQueue<Integer> first, Comparator<Integer> order, int wanted, int span) {
    if (first.size() < wanted) {
      first.add(span);
    } else if (wanted > 0 && order.compare(span, first.element()) < 0) {
      first.remove();
      first.add(span);
    }
  }

  private static IntColumn page(
      PriorityQueue<Integer> first, Comparator<Integer> order, int offset) {
    List<Integer> sorted = new ArrayList<>(first);
    sorted.sort(order);
    IntColumn.Builder page = new IntColumn.Builder();
    sorted.stream().skip(offset).forEach(page::add);
    return page.build();
  }

  /**
   * Returns the threads that a filter lets through: those with a span in {@code range} that passes,
   * or all that pass by themselves where the filter asks for nothing of spans.
   */
  public static IntPredicate threads(Trace trace, TimeRange range, SpanFilter filter) {
    SpanMatcher matcher = filter.in(trace);
    if (!filter.hasSpanTerms()) {
      return matcher::thread;
    }
    return thread -> matcher.thread(thread) && hasSpan(trace.spans(), range, thread, matcher);
  }

  private static boolean hasSpan(Spans spans, TimeRange range, int thread, SpanMatcher matcher) {
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
      if (spans.startNanos(span) >= range.endNanos()) {
        return false;
      }
      if (matcher.span(span)) {
        return true;
      }
    }
    return false;
  }
}
