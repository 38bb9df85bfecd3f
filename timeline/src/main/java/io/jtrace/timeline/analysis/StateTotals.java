package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;

/**
 * Nanoseconds per state.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class StateTotals {
  private final long[] nanos;

  private StateTotals(long[] nanos) {
    this.nanos = nanos;
  }

  /** Returns how long {@code thread} was in each state within {@code range}. */
  public static StateTotals of(Trace trace, TimeRange range, int thread) {
    Sum sum = new Sum();
    sum.add(trace.spans(), range, thread);
    return sum.total();
  }

  /** Returns the time in {@code state}. */
  public long nanos(State state) {
    return nanos[state.ordinal()];
  }

  /** Returns the time in all states. */
  public long totalNanos() {
    long total = 0;
    for (long n : nanos) {
      total += n;
    }
    return total;
  }

  /** Returns a new array of the times, in the order of {@link State}. */
  public long[] toArray() {
    return nanos.clone();
  }

  /** A growing sum over threads. Not safe for use by several threads. */
  static final class Sum {
    private final long[] nanos = new long[State.count()];
    private long spanCount;
    private long maxBlockedNanos;

    /** Adds the spans of {@code thread} that touch {@code range}. */
    void add(Spans spans, TimeRange range, int thread) {
      int end = spans.end(thread);
      for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
        if (spans.startNanos(span) >= range.endNanos()) {
          break;
        }
        long duration = range.overlapNanos(spans.startNanos(span), spans.endNanos(span));
        nanos[spans.stateOrdinal(span)] += duration;
        spanCount++;
        if (spans.stateOrdinal(span) == State.BLOCKED.ordinal()) {
          maxBlockedNanos = Math.max(maxBlockedNanos, duration);
        }
      }
    }

    void add(StateTotals totals) {
      for (int state = 0; state < nanos.length; state++) {
        nanos[state] += totals.nanos[state];
      }
    }

    void add(Sum other) {
      for (int state = 0; state < nanos.length; state++) {
        nanos[state] += other.nanos[state];
      }
      spanCount += other.spanCount;
      maxBlockedNanos = Math.max(maxBlockedNanos, other.maxBlockedNanos);
    }

    StateTotals total() {
      return new StateTotals(nanos.clone());
    }

    long spanCount() {
      return spanCount;
    }

    long maxBlockedNanos() {
      return maxBlockedNanos;
    }
  }
}
