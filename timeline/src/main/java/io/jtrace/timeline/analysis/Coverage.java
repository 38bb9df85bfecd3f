package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of some intervals cover each moment. Intervals are added first, then the moments at
 * which the number changes are gone through in order. Not safe for use by several threads.
 */
final class Coverage {
  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int size;
  private boolean isSorted = true;
  private int started;
  private int ended;

  /** Takes stretches of time. */
  interface StretchConsumer {
    /** Takes a stretch, with the most intervals that cover one moment of it. */
    void accept(long startNanos, long endNanos, int most);
  }

  /** Adds the part of {@code [start, end)} that lies in {@code range}. */
  void add(TimeRange range, long start, long end) {
    add(Math.max(start, range.startNanos()), Math.min(end, range.endNanos()));
  }

  private void add(long start, long end) {
    if (start >= end) {
      return;
    }
    if (size == starts.length) {
      int capacity = Math.multiplyExact(size, 2);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    starts[size] = start;
    ends[size++] = end;
    isSorted = false;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Returns when the number changes next; the greatest long when it does not any more. */
  long nextNanos() {
    sort();
    long start = started < size ? starts[started] : Long.MAX_VALUE;
    long end = ended < size ? ends[ended] : Long.MAX_VALUE;
    return Math.min(start, end);
  }

  /** Goes to {@code nanos}, which must not be before the moment gone to last. */
  void moveTo(long nanos) {
    sort();
    while (started < size && starts[started] <= nanos) {
      started++;
    }
    while (ended < size && ends[ended] <= nanos) {
      ended++;
    }
  }

  /** Returns how many intervals cover the time from the moment gone to until the next. */
  int count() {
    return started - ended;
  }

  /** Goes through all moments, and hands over the stretches that {@code least} or more cover. */
  void eachStretch(int least, StretchConsumer consumer) {
    long start = -1;
    int most = 0;
    for (long at = nextNanos(); at < Long.MAX_VALUE; at = nextNanos()) {
      moveTo(at);
      if (count() >= least) {
        start = start < 0 ? at : start;
        most = Math.max(most, count());
      } else if (start >= 0) {
        consumer.accept(start, at, most);
        start = -1;
        most = 0;
      }
    }
  }

  /** Returns the length of each of so many buckets. */
  static long bucketNanos(TimeRange range, int buckets) {
    return Math.max(1, (range.durationNanos() + buckets - 1) / buckets);
  }

  /**
   * Goes through all moments, and returns the most intervals that cover one moment of each bucket.
   * Between two changes of the number each bucket that they touch has at least that many.
   */
  List<Integer> mostByBucket(TimeRange range, long bucketNanos) {
    int[] most = new int[(int) ((range.durationNanos() + bucketNanos - 1) / bucketNanos)];
    long at = nextNanos();
    while (at != Long.MAX_VALUE) {
      moveTo(at);
      long next = nextNanos();
      if (count() > 0) {
        int last = (int) ((next - 1 - range.startNanos()) / bucketNanos);
        for (int b = (int) ((at - range.startNanos()) / bucketNanos); b <= last; b++) {
          most[b] = Math.max(most[b], count());
        }
      }
      at = next;
    }
    return IntStream.of(most).boxed().toList();
  }

  private void sort() {
    if (!isSorted) {
      Arrays.sort(starts, 0, size);
      Arrays.sort(ends, 0, size);
      isSorted = true;
    }
  }
}
