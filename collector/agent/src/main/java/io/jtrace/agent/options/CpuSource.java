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

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
