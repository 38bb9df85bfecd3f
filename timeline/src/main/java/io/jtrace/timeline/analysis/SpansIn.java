package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.function.IntConsumer;

/** The spans of a thread that touch a range. */
final class SpansIn {
  private SpansIn() {}

  /** Hands the index of each span of all threads to {@code consumer}, thread after thread. */
  static void each(Trace trace, TimeRange range, IntConsumer consumer) {
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      each(trace.spans(), range, thread, consumer);
    }
  }

  /** Hands the index of each to {@code consumer}, in order of time. */
  static void each(Spans spans, TimeRange range, int thread, IntConsumer consumer) {
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
      if (spans.startNanos(span) >= range.endNanos()) {
        return;
      }
      consumer.accept(span);
    }
  }

  /** Returns how much of {@code span} lies in {@code range}. */
  static long nanos(Spans spans, TimeRange range, int span) {
    return range.overlapNanos(spans.startNanos(span), spans.endNanos(span));
  }
}
