package io.jtrace.agent.http;

import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;

/** How long a request may record. It stands in the place of a Go server's {@code WriteTimeout}. */
record TimeLimit(double maxSeconds) {

  static TimeLimit of(Options options) {
    return new TimeLimit(options.get(OptionKey.MAX_SECONDS));
  }

  void check(double seconds) throws HttpError {
    if (seconds > maxSeconds) {
      throw new HttpError(
          400,
          "expected at most "
              + number(maxSeconds)
              + " seconds, found "
              + number(seconds)
              + "; the option maxseconds sets the limit");
    }
  }

  /** Returns whole seconds that are within the limit. */
  long atMost(long seconds) {
    return Math.max(1, Math.min(seconds, (long) maxSeconds));
  }

  private static String number(double value) {
    return value == Math.rint(value) && value < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
