package io.jtrace.agent.http;

/**
 * What a request for a named profile asks for.
 *
 * @param debug 0 for bytes, else a text
 * @param gc whether to collect garbage before
 * @param seconds length of the window, 0 for a snapshot
 */
record ProfileQuery(int debug, boolean gc, long seconds) {

  /** How long to record where Go would have recorded all along. */
  private static final long DEFAULT_WINDOW_SECONDS = 5;

  /** Reads the parameters with Go's checks, in Go's order. */
  static ProfileQuery from(Query query, TimeLimit limit) throws HttpError {
    int debug = (int) query.number("debug", 0);
    if (query.value("seconds").isEmpty()) {
      return new ProfileQuery(debug, query.number("gc", 0) > 0, 0);
    }
    long seconds = seconds(query);
    limit.check((double) seconds);
    if (debug != 0) {
      throw new HttpError(400, "seconds and debug params are incompatible");
    }
    return new ProfileQuery(0, false, seconds);
  }

  /** Returns the parameter {@code seconds}, which must be there and above 0. */
  static long seconds(Query query) throws HttpError {
    long seconds = query.number("seconds", 0);
    if (seconds <= 0) {
      throw new HttpError(400, "invalid value for \"seconds\" - must be a positive integer");
    }
    return seconds;
  }

  /** Returns how many seconds to record for what a JVM does not know without. */
  long window() {
    return seconds > 0 ? seconds : DEFAULT_WINDOW_SECONDS;
  }
}
