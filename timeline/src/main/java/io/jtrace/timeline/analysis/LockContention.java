package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.List;

/**
 * How many threads waited for owners of locks over time: whom a {@link WaitGraph} shows.
 *
 * @param bucketNanos how long each element of {@code queue} is
 * @param queue the most threads that waited at once, by bucket
 * @param worstNanos when most threads waited first; the start of the range if none did
 */
public record LockContention(long bucketNanos, List<Integer> queue, long worstNanos) {
  /** Copies the list. */
  public LockContention {
    queue = List.copyOf(queue);
  }

  /** Counts the waits within {@code range}. */
  public static LockContention of(Trace trace, TimeRange range, int buckets) {
    long bucketNanos = Coverage.bucketNanos(range, buckets);
    return new LockContention(
        bucketNanos,
        coverage(trace, range).mostByBucket(range, bucketNanos),
        worst(coverage(trace, range), range.startNanos()));
  }

  private static Coverage coverage(Trace trace, TimeRange range) {
    Spans spans = trace.spans();
    Coverage coverage = new Coverage();
    SpansIn.each(
        trace,
        range,
        span -> {
          if (WaitGraphBuilder.isForAnOwner(trace, span)) {
            coverage.add(range, spans.startNanos(span), spans.endNanos(span));
          }
        });
    return coverage;
  }

  private static long worst(Coverage coverage, long otherwise) {
    long worst = otherwise;
    int most = 0;
    for (long at = coverage.nextNanos(); at < Long.MAX_VALUE; at = coverage.nextNanos()) {
      coverage.moveTo(at);
      if (coverage.count() > most) {
        most = coverage.count();
        worst = at;
      }
    }
    return worst;
  }
}
