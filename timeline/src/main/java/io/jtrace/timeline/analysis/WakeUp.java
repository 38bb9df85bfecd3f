package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import java.util.Optional;

/**
 * Who ended a wait, and how long the thread then waited to run.
 *
 * @param thread that ended it
 * @param nanos when it did
 * @param runnableNanos until the thread ran; -1 where that is not recorded
 */
public record WakeUp(Flows.Kind kind, int thread, long nanos, long runnableNanos) {
  /** Returns who ended the wait that {@code span} is, or made it runnable; empty if unknown. */
  public static Optional<WakeUp> of(Trace trace, int span) {
    Spans spans = trace.spans();
    State state = spans.state(span);
    boolean isRunnable = state == State.RUNNABLE;
    if (!isRunnable && !state.isBlocking()) {
      return Optional.empty();
    }
    int thread = spans.thread(span);
    long woken = isRunnable ? spans.startNanos(span) : spans.endNanos(span);
    Flows flows = trace.flows();
    for (int flow = flows.firstAtOrAfter(woken); flow < flows.size(); flow++) {
      if (flows.toNanos(flow) != woken) {
        break;
      }
      if (flows.toThread(flow) == thread && flows.fromThread(flow) >= 0) {
        return Optional.of(
            new WakeUp(
                flows.kind(flow),
                flows.fromThread(flow),
                flows.fromNanos(flow),
                runnableNanos(spans, thread, isRunnable ? span : span + 1)));
      }
    }
    return Optional.empty();
  }

  private static long runnableNanos(Spans spans, int thread, int span) {
    return span < spans.end(thread) && spans.state(span) == State.RUNNABLE
        ? spans.durationNanos(span)
        : -1;
  }
}
