package io.jtrace.timeline.model;

/**
 * A half-open interval of trace time.
 *
 * @param startNanos first nanosecond, since the start of the trace
 * @param endNanos the nanosecond after the last; not before the start
 */
public record TimeRange(long startNanos, long endNanos) {
  /** Checks the order of the ends. */
  public TimeRange {
    if (endNanos < startNanos) {
      throw new IllegalArgumentException(
          "a time range must not end before it starts: " + startNanos + " to " + endNanos);
    }
  }

  /** Returns the length in nanoseconds. */
  public long durationNanos() {
    return endNanos - startNanos;
  }

  /** Returns how many nanoseconds of {@code [start, end)} lie in this range. */
  public long overlapNanos(long start, long end) {
    return Math.max(0, Math.min(end, endNanos) - Math.max(start, startNanos));
  }

  /**
   * Returns whether {@code [start, end)} has a nanosecond in this range, or is an instant in it.
   */
  public boolean touches(long start, long end) {
    return start == end
        ? start >= startNanos && start < endNanos
        : start < endNanos && end > startNanos;
  }
}
