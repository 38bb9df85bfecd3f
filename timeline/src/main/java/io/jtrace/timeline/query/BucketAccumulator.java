package io.jtrace.timeline.query;

import io.jtrace.timeline.model.State;
import java.util.Arrays;

/**
 * Time per state in buckets of power-of-two length, at several levels at once.
 *
 * <p>Spans come in order of time, so each level has one open bucket. When it is complete it goes to
 * the sink and into its parent: sums stay exact on every level, and memory is the number of levels.
 * Level {@code n} has buckets of 2^n nanoseconds; bucket {@code i} begins at {@code i * 2^n}.
 *
 * <p>Not safe for use by several threads.
 */
final class BucketAccumulator {
  /** Takes complete buckets; per level in ascending order of index. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes a bucket.
     *
     * @param nanos time per state; borrowed, valid during the call only
     * @param touched a bit for each state that may have a time
     * @param marked whether a marked span touches the bucket
     */
    void bucket(int level, long index, long[] nanos, int touched, boolean marked);
  }

  private static final long NONE = -1;

  private final int finest;
  private final Sink sink;

  // By level, the open bucket.
  private final long[][] nanos;
  private final int[] touched;
  private final long[] indexes;
  private final boolean[] marks;

  // Of the open bucket of the finest level: fields are quicker than arrays.
  private long openEndNanos = Long.MIN_VALUE;
  private int openTouched;
  private boolean isOpenMarked;

  BucketAccumulator(int finest, int coarsest, Sink sink) {
    this.finest = finest;
    this.sink = sink;
    nanos = new long[coarsest - finest + 1][State.count()];
    touched = new int[nanos.length];
    indexes = new long[nanos.length];
    Arrays.fill(indexes, NONE);
    marks = new boolean[nanos.length];
  }

  /** Adds {@code [startNanos, endNanos)}, which must not begin before the last one ended. */
  void add(long startNanos, long endNanos, int state, boolean marked) {
    long start = startNanos;
    while (start < endNanos) {
      if (start >= openEndNanos) {
        open(start >> finest);
      }
      long part = Math.min(endNanos, openEndNanos) - start;
      nanos[0][state] += part;
      openTouched |= 1 << state;
      isOpenMarked |= marked;
      start += part;
    }
  }

  /** Completes the bucket of the finest level and begins the next one. */
  private void open(long index) {
    completeFinest();
    indexes[0] = index;
    openEndNanos = (index + 1) << finest;
  }

  private void completeFinest() {
    touched[0] = openTouched;
    marks[0] = isOpenMarked;
    complete(0);
    openTouched = 0;
    isOpenMarked = false;
  }

  /** Completes all open buckets. */
  void finish() {
    completeFinest();
    for (int depth = 1; depth < nanos.length; depth++) {
      complete(depth);
    }
  }

  private void complete(int depth) {
    if (indexes[depth] == NONE) {
      return;
    }
    sink.bucket(finest + depth, indexes[depth], nanos[depth], touched[depth], marks[depth]);
    if (depth + 1 < nanos.length) {
      long parent = indexes[depth] >> 1;
      if (indexes[depth + 1] != parent) {
        complete(depth + 1);
        indexes[depth + 1] = parent;
      }
      moveTo(depth + 1);
    } else {
      Arrays.fill(nanos[depth], 0);
    }
    touched[depth] = 0;
    marks[depth] = false;
    indexes[depth] = NONE;
  }

  /** Adds what is in the open bucket of the level below, and empties that one. */
  private void moveTo(int depth) {
    long[] sums = nanos[depth];
    long[] parts = nanos[depth - 1];
    for (int rest = touched[depth - 1]; rest != 0; rest &= rest - 1) {
      int state = Integer.numberOfTrailingZeros(rest);
      sums[state] += parts[state];
      parts[state] = 0;
    }
    touched[depth] |= touched[depth - 1];
    marks[depth] |= marks[depth - 1];
  }
}
