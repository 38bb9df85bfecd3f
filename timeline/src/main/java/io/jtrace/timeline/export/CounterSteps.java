package io.jtrace.timeline.export;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.table.LongColumn;

/**
 * The steps of a counter that a window shows: those in it, after the one whose value holds when it
 * begins.
 */
final class CounterSteps {
  static final String PERCENT = "%";
  static final String PER_SECOND = "1/s";

  static final double PERCENT_OF_ONE = 100;

  private final Counter counter;
  private final TimeRange window;
  private final int first;
  private final int end;

  private CounterSteps(Counter counter, TimeRange window, int first, int end) {
    this.counter = counter;
    this.window = window;
    this.first = first;
    this.end = end;
  }

  static CounterSteps of(Counter counter, TimeRange window) {
    LongColumn nanos = counter.nanos();
    int first = 0;
    while (first + 1 < nanos.size() && nanos.at(first + 1) <= window.startNanos()) {
      first++;
    }
    int end = first;
    while (end < nanos.size() && nanos.at(end) < window.endNanos()) {
      end++;
    }
    return new CounterSteps(counter, window, first, end);
  }

  int first() {
    return first;
  }

  int end() {
    return end;
  }

  boolean isEmpty() {
    return first == end;
  }

  /** Returns when a step takes place, not before the window. */
  long nanos(int step) {
    return Math.max(counter.nanos().at(step), window.startNanos());
  }

  /** Returns the value after a step; ratios in percent. */
  double value(int step) {
    double value = counter.values().at(step);
    return counter.unit() == Counter.Unit.RATIO ? value * PERCENT_OF_ONE : value;
  }
}
