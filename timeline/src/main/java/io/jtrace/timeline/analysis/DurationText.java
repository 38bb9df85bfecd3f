package io.jtrace.timeline.analysis;

import java.math.BigDecimal;
import java.util.Locale;

/** Durations and instants as people write them. */
public final class DurationText {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private DurationText() {}

  /**
   * Reads {@code 200ms}, {@code 1.5s}, {@code 2min} or {@code 1000} (nanoseconds).
   *
   * @return nanoseconds, 0 or more
   * @throws IllegalArgumentException if the text is none of these, with a sentence for the user
   */
  public static long parseNanos(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    int unitStart = trimmed.length();
    while (unitStart > 0 && !Character.isDigit(trimmed.charAt(unitStart - 1))) {
      unitStart--;
    }
    long unitNanos = unitNanos(trimmed.substring(unitStart).strip());
    try {
      BigDecimal number = new BigDecimal(trimmed.substring(0, unitStart));
      if (unitNanos > 0 && number.signum() >= 0) {
        return number.multiply(BigDecimal.valueOf(unitNanos)).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // falls through to the one sentence for all that is no duration
    }
    throw new IllegalArgumentException(
        "expected a time such as 200ms, 1.5s or 1000 (ns), found \"" + text + "\"");
  }

  private static long unitNanos(String unit) {
    return switch (unit) {
      case "", "ns" -> 1;
      case "us", "\u00b5s" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m", "min" -> MINUTE_NANOS;
      default -> 0;
    };
  }
}
