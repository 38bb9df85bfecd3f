package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.DoubleColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * How many threads were in each state, over time.
 *
 * @param bucketNanos the length of a bucket; not always whole
 * @param series for each {@link State}, in order, the mean number of threads in each bucket
 */
public record StatesOverTime(TimeRange range, double bucketNanos, List<DoubleColumn> series) {
  /** Copies the list. */
  public StatesOverTime {
    series = List.copyOf(series);
  }

  /**
   * Divides {@code range} into {@code buckets} of one length.
   *
   * @throws IllegalArgumentException if there is not at least one bucket
   */
  public static StatesOverTime of(Trace trace, TimeRange range, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("expected at least one bucket, found " + buckets);
    }
    double[][] nanos = new double[State.count()][buckets];
    double bucketNanos = Math.max(1, range.durationNanos()) / (double) buckets;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      add(trace.spans(), range, thread, bucketNanos, nanos);
    }
    List<DoubleColumn> series = new ArrayList<>();
    for (double[] state : nanos) {
      for (int bucket = 0; bucket < buckets; bucket++) {
        state[bucket] /= bucketNanos;
      }
      series.add(DoubleColumn.of(state));
    }
    return new StatesOverTime(range, bucketNanos, series);
  }

  private static void add(
      Spans spans, TimeRange range, int thread, double bucketNanos, double[][] nanos) {
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
      if (spans.startNanos(span) >= range.endNanos()) {
        return;
      }
      long from = Math.max(spans.startNanos(span), range.startNanos()) - range.startNanos();
      long to = Math.min(spans.endNanos(span), range.endNanos()) - range.startNanos();
      spread(nanos[spans.stateOrdinal(span)], from, to, bucketNanos, 1);
    }
  }

  /**
   * Adds to each bucket how much of {@code [from, to)} it holds, which count from where the first
   * bucket begins.
   */
  static void spread(double[] buckets, long from, long to, double bucketNanos, double weight) {
    int first = Math.min(buckets.length - 1, (int) (from / bucketNanos));
    int last = Math.min(buckets.length - 1, (int) (to / bucketNanos));
    if (first == last) {
      buckets[first] += (to - from) * weight;
      return;
    }
    buckets[first] += ((first + 1) * bucketNanos - from) * weight;
    for (int bucket = first + 1; bucket < last; bucket++) {
      buckets[bucket] += bucketNanos * weight;
    }
    buckets[last] += (to - last * bucketNanos) * weight;
  }
}
