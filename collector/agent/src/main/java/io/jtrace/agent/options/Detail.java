package io.jtrace.agent.options;

import java.util.Locale;

/** How much a trace records. */
public enum Detail {
  /** What a busy server hardly notices. */
  NORMAL,
  /** Every event, no thresholds, all stacks. */
  FULL;

  /** Reads {@code normal} or {@code full}, in any case. */
  public static Detail from(String text) {
    for (Detail detail : values()) {
      if (detail.toString().equalsIgnoreCase(text)) {
        return detail;
      }
    }
    throw new IllegalArgumentException("expected normal or full");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
