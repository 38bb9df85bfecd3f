package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who ended a wait.
 *
 * @param kind how
 * @param thread the waker
 * @param nanos when it did
 * @param runnableNanos how long the woken thread then waited for a carrier or a processor; empty
 *     where that is not recorded
 */
public record WakeUp(
    Flows.Kind kind, int thread, String name, long nanos, OptionalLong runnableNanos) {

  /**
   * Returns who ended the wait that {@code span} is part of: the wait itself, the time in which the
   * thread was then runnable, or the run after that. Empty if nobody did or that is not recorded.
   */
  static Optional<WakeUp> of(Trace trace, int span) {
    long nanos = moment(trace.spans(), span);
    Flows flows = trace.flows();
    int thread = trace.spans().thread(span);
    for (int flow = flows.firstAtOrAfter(nanos); flow < flows.size(); flow++) {
      if (flows.toNanos(flow) > nanos) {
        break;
      }
      if (flows.toThread(flow) == thread && flows.kind(flow) != Flows.Kind.SUBMIT) {
        int from = flows.fromThread(flow);
        return Optional.of(
            new WakeUp(
                flows.kind(flow),
                from,
                trace.threadName(from),
                flows.fromNanos(flow),
                runnableNanos(trace.spans(), span)));
      }
    }
    return Optional.empty();
  }

  /** Returns how long the thread was runnable after the wait that {@code span} is part of. */
  static OptionalLong runnableNanos(Spans spans, int span) {
    int runnable = runnable(spans, span);
    return runnable < 0 ? OptionalLong.empty() : OptionalLong.of(spans.durationNanos(runnable));
  }

  /** Returns when the wait ended, or would have: that of a thread which runs on began with it. */
  private static long moment(Spans spans, int span) {
    int runnable = runnable(spans, span);
    if (runnable >= 0) {
      return spans.startNanos(runnable);
    }
    return spans.state(span).isBlocking() ? spans.endNanos(span) : spans.startNanos(span);
  }

  private static int runnable(Spans spans, int span) {
    int thread = spans.thread(span);
    int candidate =
        switch (spans.state(span)) {
          case RUNNABLE -> span;
          case RUNNING -> span - 1;
          default -> spans.state(span).isBlocking() ? span + 1 : -1;
        };
    boolean isRunnable =
        candidate >= spans.first(thread)
            && candidate < spans.end(thread)
            && spans.state(candidate) == State.RUNNABLE;
    return isRunnable ? candidate : -1;
  }
}
