package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.TimeRange;
import java.util.OptionalDouble;

/** The mean of a counter that states what happened since its last value, such as a CPU load. */
final class CounterMean {
  private CounterMean() {}

  /**
   * Returns the mean of {@code counter} over {@code range}, each value weighed with the part of the
   * range since the value before; the first counts from the start of the trace. Empty if no value
   * speaks of the range.
   */
  static OptionalDouble of(Counter counter, TimeRange range) {
    double sum = 0;
    long weight = 0;
    long previous = 0;
    for (int i = 0; i < counter.nanos().size(); i++) {
      long at = counter.nanos().at(i);
      long overlap = range.overlapNanos(previous, at);
      sum += counter.values().at(i) * overlap;
      weight += overlap;
      previous = at;
    }
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weight);
  }
}
