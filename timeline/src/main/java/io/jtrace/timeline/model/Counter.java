package io.jtrace.timeline.model;

import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * A value over time: a step function that holds each value until the next.
 *
 * @param key a stable name for programs, such as {@code heap.used}
 * @param label for people
 * @param nanos when, ascending
 * @param values as many as there are times
 */
public record Counter(String key, String label, Unit unit, LongColumn nanos, DoubleColumn values) {
  /** What a counter's values measure. */
  public enum Unit {
    BYTES,
    COUNT,
    /** A fraction of 1. */
    RATIO,
    NANOS,
    PER_SECOND
  }

  /** Checks that the columns agree. */
  public Counter {
    if (nanos.size() != values.size()) {
      throw new IllegalArgumentException(
          "a counter needs as many values as times: " + values.size() + " for " + nanos.size());
    }
  }
}
