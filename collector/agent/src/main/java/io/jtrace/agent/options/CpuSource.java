package io.jtrace.agent.options;

import java.util.Locale;

/** Where to learn from when threads were on processors. */
public enum CpuSource {
  /** Exact intervals where that is safe and cheap enough, totals elsewhere. */
  AUTO,
  /** Exact intervals wherever the kernel grants them. */
  PERF,
  /** Totals only. */
  SCHEDSTAT,
  /** Nowhere. */
  OFF;

  /** Reads the name of one, in any case. */
  public static CpuSource from(String text) {
    for (CpuSource source : values()) {
      if (source.toString().equalsIgnoreCase(text)) {
        return source;
      }
    }
    throw new IllegalArgumentException("expected auto, perf, schedstat or off");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
