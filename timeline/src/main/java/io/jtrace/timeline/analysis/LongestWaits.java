package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The longest delays of one kind.
 *
 * @param waits longest first; whole, even where they begin before the range or end after it
 * @param count of all delays
 */
public record LongestWaits(List<Wait> waits, long count) {
  /**
   * A delay.
   *
   * @param span its index, the first if it is made of several
   * @param operation in which the thread waited; null where not known
   * @param subject what it waited for; null where not known
   * @param site the innermost frame outside the JDK; null without a stack
   * @param other the other thread: who held the lock, who woke it; or -1
   */
  public record Wait(
      int span,
      int thread,
      String threadName,
      long startNanos,
      long endNanos,
      State state,
      @Nullable String operation,
      @Nullable String subject,
      @Nullable String site,
      int other,
      @Nullable String otherName) {
    /** Returns the length. */
    public long durationNanos() {
      return endNanos - startNanos;
    }
  }

  /** Copies the list. */
  public LongestWaits {
    waits = List.copyOf(waits);
  }

  /** Returns the {@code limit} longest delays of the {@code threads} that touch {@code range}. */
  public static LongestWaits of(
      Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind, int limit) {
    Worst<Wait> worst = new Worst<>(limit, Wait::durationNanos);
    long[] count = new long[1];
    Delays.each(
        trace,
        range,
        threads,
        kind,
        (thread, span, start, end, stack, operation, subject) -> {
          count[0] += Delays.times(trace.spans(), kind, span);
          worst.offer(
              end - start, () -> wait(trace, thread, span, start, end, stack, operation, subject));
        });
    return new LongestWaits(worst.descending(), count[0]);
  }

  private static Wait wait(
      Trace trace,
      int thread,
      int span,
      long startNanos,
      long endNanos,
      int stack,
      int operation,
      int subject) {
    Spans spans = trace.spans();
    int other = spans.other(span);
    return new Wait(
        span,
        thread,
        trace.threadName(thread),
        startNanos,
        endNanos,
        spans.state(span),
        text(trace, operation),
        text(trace, subject),
        stack == Stacks.NONE ? null : Grouping.startSite(trace, stack),
        other,
        other < 0 ? null : trace.threadName(other));
  }

  private static @Nullable String text(Trace trace, int id) {
    return id == Strings.NONE ? null : trace.strings().at(id);
  }
}
