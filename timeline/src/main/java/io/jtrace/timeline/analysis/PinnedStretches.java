package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Operation;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds when virtual threads waited without leaving their carrier. Neighbouring pinned spans are
 * one stretch: of the pinning, the JVM's event and the operation's own one both tell, and the
 * latter lies within the former.
 */
final class PinnedStretches {
  private static final Set<String> OPERATIONS = operations();

  /**
   * A stretch.
   *
   * @param carrier that was held, or -1
   * @param stack where, or -1
   * @param operation id of the name of what blocked, or -1
   * @param reason id of why the thread could not leave, or -1
   */
  record Stretch(
      int thread,
      int carrier,
      long startNanos,
      long endNanos,
      int stack,
      int operation,
      int reason) {
    long durationNanos() {
      return endNanos - startNanos;
    }
  }

  /** Takes stretches. */
  interface Consumer {
    void accept(Stretch stretch);
  }

  private final Trace trace;
  private final Spans spans;
  private final Consumer consumer;

  private PinnedStretches(Trace trace, Consumer consumer) {
    this.trace = trace;
    this.consumer = consumer;
    spans = trace.spans();
  }

  private static Set<String> operations() {
    Set<String> labels = new HashSet<>();
    for (Operation operation : Operation.values()) {
      labels.add(operation.label());
    }
    return Set.copyOf(labels);
  }

  /** Hands over the stretches of the {@code threads} that touch {@code range}, whole. */
  static void each(Trace trace, TimeRange range, IntPredicate threads, Consumer consumer) {
    PinnedStretches stretches = new PinnedStretches(trace, consumer);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (trace.threads().kind(thread) == ThreadKind.VIRTUAL && threads.test(thread)) {
        stretches.ofThread(thread, range);
      }
    }
  }

  private void ofThread(int thread, TimeRange range) {
    int end = spans.end(thread);
    int span = spans.firstEndingAfter(thread, range.startNanos());
    while (span > spans.first(thread) && span < end && spans.isPinned(span - 1)) {
      span--; // the stretch begins before the range
    }
    while (span < end && spans.startNanos(span) < range.endNanos()) {
      int next = span + 1;
      if (spans.isPinned(span)) {
        while (next < end && spans.isPinned(next)) {
          next++;
        }
        consumer.accept(stretch(thread, span, next));
      }
      span = next;
    }
  }

  private Stretch stretch(int thread, int first, int end) {
    int stack = -1;
    int operation = -1;
    int reason = -1;
    for (int span = first; span < end; span++) {
      stack = stack < 0 ? spans.stack(span) : stack;
      operation = operation < 0 ? spans.operation(span) : operation;
      if (isOfTheJvm(span)) {
        operation = spans.operation(span);
        reason = spans.subject(span);
      }
    }
    return new Stretch(
        thread,
        carrier(thread, first),
        spans.startNanos(first),
        spans.endNanos(end - 1),
        stack,
        operation,
        reason);
  }

  /** The JVM's event calls operations by the methods that block, and its subject is the reason. */
  private boolean isOfTheJvm(int span) {
    int operation = spans.operation(span);
    return operation >= 0 && !OPERATIONS.contains(trace.strings().at(operation));
  }

  /** The run in which the thread is pinned says which carrier it holds. */
  private int carrier(int thread, int pinned) {
    for (int span = pinned - 1; span >= spans.first(thread); span--) {
      State state = spans.state(span);
      if (state == State.RUNNING) {
        return spans.other(span);
      }
      if (state == State.RUNNABLE || state == State.UNDETERMINED) {
        return -1;
      }
    }
    return -1;
  }
}
