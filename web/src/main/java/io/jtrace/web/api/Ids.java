package io.jtrace.web.api;

import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Ids that come from outside. */
final class Ids {
  /** Stands for those that belong to no thread. */
  static final int NO_THREAD = -1;

  private static final int MAX_THREADS = 500;

  private Ids() {}

  /**
   * Returns the id of an existing thread.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int thread(Trace trace, long id) {
    return (int) Objects.checkIndex(id, (long) trace.threads().size());
  }

  /**
   * Returns the index of an existing custom event.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int event(Trace trace, long index) {
    return (int) Objects.checkIndex(index, (long) trace.customEvents().size());
  }

  /**
   * Returns the index of an existing span of a thread or a processor.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int span(CpuTracks cpus, long index) {
    return (int) Objects.checkIndex(index, (long) cpus.endSpan());
  }

  /**
   * Returns the id of an existing row: of a thread or a processor.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int track(CpuTracks cpus, long id) {
    return (int) Objects.checkIndex(id, (long) cpus.endTrack());
  }

  /**
   * Reads a list of threads; {@link #NO_THREAD} stands for those without one.
   *
   * @throws IllegalArgumentException if the text is none, or names too many
   * @throws IndexOutOfBoundsException if there is no such thread
   */
  static List<Integer> threads(Trace trace, String text) {
    String[] ids = text.split(",", -1);
    if (ids.length > MAX_THREADS) {
      throw new IllegalArgumentException(
          "expected at most %d threads, found %d".formatted(MAX_THREADS, ids.length));
    }
    List<Integer> threads = new ArrayList<>();
    for (String id : ids) {
      long thread = number(id);
      threads.add(thread == NO_THREAD ? NO_THREAD : thread(trace, thread));
    }
    return threads;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected ids of threads, found \"" + text + "\"", e);
    }
  }

  /**
   * Reads the parameter {@code bucket}: how long a bucket of {@code range} is.
   *
   * @throws IllegalArgumentException if that makes too many
   */
  static long bucketNanos(Parameters parameters, TimeRange range, int maxBuckets) {
    long bucketNanos = parameters.required("bucket");
    if (bucketNanos < 1 || range.durationNanos() / bucketNanos > maxBuckets) {
      throw new IllegalArgumentException(
          "expected at most %d buckets of at least 1 ns, found %d ns in buckets of %d ns"
              .formatted(maxBuckets, range.durationNanos(), bucketNanos));
    }
    return bucketNanos;
  }
}
