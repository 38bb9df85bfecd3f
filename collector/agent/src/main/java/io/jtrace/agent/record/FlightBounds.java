package io.jtrace.agent.record;

import java.time.Duration;

/**
 * How much a flight recorder keeps. JFR drops chunks, so somewhat more than the age, and for a
 * moment than the size, is kept.
 *
 * @param age at least this much, above 0, unless the size comes first
 * @param sizeBytes on disk
 */
public record FlightBounds(Duration age, long sizeBytes) {

  /** Checks the values. */
  public FlightBounds {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("expected an age above 0, found " + age);
    }
    if (sizeBytes <= 0) {
      throw new IllegalArgumentException("expected a size above 0, found " + sizeBytes);
    }
  }
}
