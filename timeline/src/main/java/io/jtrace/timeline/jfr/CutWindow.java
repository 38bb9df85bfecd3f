package io.jtrace.timeline.jfr;

import java.util.List;

/**
 * What {@link RecordingCutter} keeps of a recording.
 *
 * @param fromNanos since the start of the recording
 * @param toNanos exclusive
 * @param threads names, where {@code *} stands for any characters, or ids that Java gave; empty
 *     keeps all threads
 */
public record CutWindow(long fromNanos, long toNanos, List<String> threads) {
  /** No recording is longer (18 years), and clocks cannot count much further. */
  private static final long LATEST_NANOS = TickClock.MAX_SPAN_NANOS / 2;

  /** Checks the order and copies the list. */
  public CutWindow {
    threads = List.copyOf(threads);
    fromNanos = Math.min(fromNanos, LATEST_NANOS);
    if (fromNanos < 0 || toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "expected a window that ends after it begins, found " + fromNanos + " to " + toNanos);
    }
  }

  /** Returns whether something that lasts from {@code start} to {@code end} is in the window. */
  boolean touches(long start, long end) {
    return start < toNanos && (end > fromNanos || start >= fromNanos);
  }
}
