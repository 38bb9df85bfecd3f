package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Operation;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Threads that waited until ZGC had freed memory for them.
 *
 * @param recorded whether the recording would show them if there were any
 * @param totalNanos within the range
 * @param stalls longest first; not all where there are many
 */
public record AllocationStalls(
    boolean recorded, long count, long totalNanos, long maxNanos, List<Stall> stalls) {
  private static final int LISTED = 100;

  /**
   * A stall, whole even where the range cuts it.
   *
   * @param page the kind of page that was wanted; empty where not recorded
   * @param site the innermost frame outside the JDK, or null
   */
  public record Stall(
      int span,
      int thread,
      String threadName,
      long startNanos,
      long endNanos,
      String page,
      long sizeBytes,
      @Nullable String site) {}

  /** Copies the list. */
  public AllocationStalls {
    stalls = List.copyOf(stalls);
  }

  /** Finds the stalls that touch {@code range}. */
  public static AllocationStalls of(Trace trace, TimeRange range) {
    Spans spans = trace.spans();
    Tally tally = new Tally();
    Worst<Integer> worst = new Worst<>(LISTED, spans::durationNanos);
    SpansIn.each(
        trace,
        range,
        span -> {
          if (isStall(trace, span)) {
            LockGroup.tally(tally, spans, range, span);
            worst.offer(spans.durationNanos(span), () -> span);
          }
        });
    return new AllocationStalls(
        tally.count > 0 || Recorded.in(trace, "jdk.ZAllocationStall"),
        tally.count,
        tally.totalNanos,
        tally.maxNanos,
        worst.descending().stream().map(span -> stall(trace, span)).toList());
  }

  /** Returns whether a thread is blocked by the collector and not by another thread's lock. */
  static boolean isStall(Trace trace, int span) {
    return trace.spans().state(span) == State.BLOCKED
        && trace
            .strings()
            .atOr(trace.spans().operation(span), "")
            .equals(Operation.ALLOCATION_STALL.label());
  }

  private static Stall stall(Trace trace, int span) {
    Spans spans = trace.spans();
    int stack = spans.stack(span);
    return new Stall(
        span,
        spans.thread(span),
        trace.threadName(spans.thread(span)),
        spans.startNanos(span),
        spans.endNanos(span),
        trace.strings().atOr(spans.subject(span), ""),
        spans.amount(span),
        stack == Stacks.NONE ? null : Grouping.startSite(trace, stack));
  }
}
