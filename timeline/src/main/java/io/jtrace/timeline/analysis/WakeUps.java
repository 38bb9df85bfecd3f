package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * Who woke whom, by groups of threads.
 *
 * @param pairs most wake-ups first
 * @param more how many further pairs there are
 */
public record WakeUps(List<Pair> pairs, int more) {
  /**
   * Wake-ups of one kind, of threads of one group by those of another.
   *
   * @param waker the key of the waker's group
   * @param woken the key of the group of those who were woken
   * @param runnableNanos how long they then waited for a carrier or a processor, together; empty
   *     where that is known of none of them
   * @param maxRunnableNanos the longest such wait
   */
  public record Pair(
      String waker,
      String woken,
      Flows.Kind kind,
      long count,
      OptionalLong runnableNanos,
      OptionalLong maxRunnableNanos) {}

  private record Key(String waker, String woken, Flows.Kind kind) {}

  /** Copies the list. */
  public WakeUps {
    pairs = List.copyOf(pairs);
  }

  /**
   * Sums up the flows whose effect lies in {@code range}.
   *
   * @param threads of which the waker or the woken is one
   * @param limit most pairs to list
   */
  public static WakeUps of(
      Trace trace, TimeRange range, Grouping by, IntPredicate threads, int limit) {
    Flows flows = trace.flows();
    Grouping.Keys keys = by.keys(trace);
    Map<Key, Sum> sums = new LinkedHashMap<>();
    int end = flows.firstAtOrAfter(range.endNanos());
    for (int flow = flows.firstAtOrAfter(range.startNanos()); flow < end; flow++) {
      int from = flows.fromThread(flow);
      int to = flows.toThread(flow);
      if (threads.test(from) || threads.test(to)) {
        Key key = new Key(keys.of(from), keys.of(to), flows.kind(flow));
        sums.computeIfAbsent(key, k -> new Sum()).add(trace.spans(), to, flows.toNanos(flow));
      }
    }
    List<Pair> pairs = new ArrayList<>();
    sums.forEach((key, sum) -> pairs.add(sum.pair(key)));
    pairs.sort(Comparator.comparingLong((Pair pair) -> -pair.count()).thenComparing(Pair::waker));
    int shown = Math.min(limit, pairs.size());
    return new WakeUps(pairs.subList(0, shown), pairs.size() - shown);
  }

  /** Returns the span in which {@code thread} is runnable from {@code nanos} on, or -1. */
  static int runnableFrom(Spans spans, int thread, long nanos) {
    int span = spans.at(thread, nanos);
    boolean isRunnable =
        span >= 0 && spans.startNanos(span) == nanos && spans.state(span) == State.RUNNABLE;
    return isRunnable ? span : -1;
  }

  private static final class Sum {
    private final Tally runnable = new Tally();
    private long count;

    void add(Spans spans, int thread, long nanos) {
      count++;
      int span = runnableFrom(spans, thread, nanos);
      if (span >= 0) {
        runnable.add(spans.durationNanos(span));
      }
    }

    Pair pair(Key key) {
      return new Pair(
          key.waker,
          key.woken,
          key.kind,
          count,
          known(runnable.totalNanos),
          known(runnable.maxNanos));
    }

    private OptionalLong known(long nanos) {
      return runnable.count == 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
  }
}
