package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.function.IntPredicate;

/** Finds the delays that a {@link ProfileKind} is about. */
final class Delays {
  /** Takes delays, whole: they may begin before the range and end after it. */
  interface Consumer {
    /**
     * Takes a delay.
     *
     * @param span the first that it is made of
     * @param stack where, or -1
     * @param operation id of the name of what was waited in, or -1
     * @param subject id of what was waited for, or -1
     */
    void accept(
        int thread,
        int span,
        long startNanos,
        long endNanos,
        int stack,
        int operation,
        int subject);
  }

  private final Spans spans;
  private final Consumer consumer;

  private Delays(Trace trace, Consumer consumer) {
    this.consumer = consumer;
    spans = trace.spans();
  }

  /** Hands over the delays of the {@code threads} that touch {@code range}. */
  static void each(
      Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind, Consumer consumer) {
    Delays delays = new Delays(trace, consumer);
    if (kind == ProfileKind.PINNED) {
      PinnedStretches.each(trace, range, threads, delays::pinned);
      return;
    }
    int states = 0;
    for (State state : kind.states()) {
      states |= 1 << state.ordinal();
    }
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (threads.test(thread)) {
        delays.ofThread(range, thread, states);
      }
    }
  }

  private void ofThread(TimeRange range, int thread, int states) {
    SpansIn.each(
        spans,
        range,
        thread,
        span -> {
          int state = spans.stateOrdinal(span);
          if ((states >> state & 1) != 0) {
            accept(thread, span);
          }
        });
  }

  /** Returns where: being runnable has no stack of its own, but that of the wait before. */
  static int stack(Spans spans, int thread, int span) {
    int stack = spans.stack(span);
    boolean isRunnable = spans.stateOrdinal(span) == State.RUNNABLE.ordinal();
    if (isRunnable && stack < 0 && span > spans.first(thread)) {
      return spans.state(span - 1).isBlocking() ? spans.stack(span - 1) : -1;
    }
    return stack;
  }

  private void accept(int thread, int span) {
    consumer.accept(
        thread,
        span,
        spans.startNanos(span),
        spans.endNanos(span),
        stack(spans, thread, span),
        spans.operation(span),
        spans.subject(span));
  }

  private void pinned(PinnedStretches.Stretch stretch) {
    consumer.accept(
        stretch.thread(),
        spans.at(stretch.thread(), stretch.startNanos()),
        stretch.startNanos(),
        stretch.endNanos(),
        stretch.stack(),
        stretch.operation(),
        stretch.reason());
  }

  /** Returns how often a delay counts: the rest of an interrupted operation is no second one. */
  static int times(Spans spans, ProfileKind kind, int span) {
    return kind != ProfileKind.PINNED && spans.isContinued(span) ? 0 : 1;
  }
}
