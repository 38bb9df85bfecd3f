package io.jtrace.timeline.model;

import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * What spans of one kind have in common, and where the details of each are: in the columns of its
 * event, by row. So a span takes no more room than a reference, and what it says is looked up when
 * somebody asks.
 *
 * @param proven whether such spans follow from two observations rather than an event
 */
record SpanSource(
    State state,
    boolean proven,
    IntUnaryOperator operation,
    IntUnaryOperator subject,
    IntUnaryOperator stack,
    IntUnaryOperator other,
    IntToLongFunction amount,
    IntToLongFunction address,
    IntPredicate timedOut) {
  /** Returns the source of spans without details. */
  static SpanSource bare(State state) {
    return observed(
        state, false, SpanSource::noId, SpanSource::noId, SpanSource::noId, SpanSource::noId);
  }

  /** Returns the source of spans that have no quantities. */
  static SpanSource observed(
      State state,
      boolean proven,
      IntUnaryOperator operation,
      IntUnaryOperator subject,
      IntUnaryOperator stack,
      IntUnaryOperator other) {
    return new SpanSource(
        state,
        proven,
        operation,
        subject,
        stack,
        other,
        SpanSource::noAmount,
        SpanSource::noAmount,
        SpanSource::never);
  }

  /** Looks up a detail that spans of a kind do not have. */
  static int noId(int row) {
    return -1;
  }

  /** Looks up a quantity that spans of a kind do not have. */
  static long noAmount(int row) {
    return 0;
  }

  private static boolean never(int row) {
    return false;
  }
}
