package io.jtrace.timeline.analysis;

import io.jtrace.timeline.table.LongColumn;
import java.util.Locale;
import java.util.Optional;

/** By what a profile is weighted. */
public enum ProfileWeight {
  /** Delays, CPU time or bytes. */
  TOTAL,
  /** How often. */
  COUNT,
  /** The longest delay or largest sample in one go: of several, the largest. */
  MAX;

  /** Returns the weight with this {@link #key}. */
  public static Optional<ProfileWeight> named(String key) {
    for (ProfileWeight weight : values()) {
      if (weight.key().equals(key)) {
        return Optional.of(weight);
      }
    }
    return Optional.empty();
  }

  /** Returns the name in addresses, such as {@code count}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  LongColumn of(Profile.Rows rows) {
    return switch (this) {
      case TOTAL -> rows.totals();
      case COUNT -> rows.counts();
      case MAX -> rows.maxima();
    };
  }

  /** Returns two values taken together. */
  long plus(long one, long other) {
    return this == MAX ? Math.max(one, other) : one + other;
  }
}
