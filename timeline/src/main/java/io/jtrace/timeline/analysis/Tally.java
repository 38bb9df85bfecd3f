package io.jtrace.timeline.analysis;

/** A count of durations with their sum and maximum. Not safe for use by several threads. */
final class Tally {
  long count;
  long totalNanos;
  long maxNanos;

  void add(long nanos) {
    count++;
    extend(nanos);
  }

  /** Adds a further part of what was counted before. */
  void extend(long nanos) {
    totalNanos += nanos;
    maxNanos = Math.max(maxNanos, nanos);
  }
}
