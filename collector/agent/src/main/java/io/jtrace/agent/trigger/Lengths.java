package io.jtrace.agent.trigger;

import java.util.Locale;

/** Lengths of time in sentences. */
final class Lengths {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Lengths() {}

  static String text(long nanos) {
    if (nanos < NANOS_PER_MILLI) {
      return nanos / 1000 + " us";
    }
    return nanos < NANOS_PER_SECOND
        ? nanos / NANOS_PER_MILLI + " ms"
        : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
