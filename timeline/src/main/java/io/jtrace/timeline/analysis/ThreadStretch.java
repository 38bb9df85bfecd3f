package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;

/**
 * What one thread did in a range, in numbers.
 *
 * @param count spans that touch the range
 * @param maxNanos the longest of them, beyond the range too; 0 if there is none
 * @param states time within the range
 */
public record ThreadStretch(long count, long maxNanos, StateTotals states) {

  /**
   * Sums up the spans of {@code thread} that touch {@code range}.
   *
   * @throws IndexOutOfBoundsException if there is no such thread
   */
  public static ThreadStretch of(Trace trace, TimeRange range, int thread) {
    Spans spans = trace.spans();
    long[] countAndMax = new long[2];
    SpansIn.each(
        spans,
        range,
        thread,
        span -> {
          countAndMax[0]++;
          countAndMax[1] = Math.max(countAndMax[1], spans.durationNanos(span));
        });
    return new ThreadStretch(countAndMax[0], countAndMax[1], StateTotals.of(trace, range, thread));
  }
}
