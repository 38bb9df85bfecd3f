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
    long[] finestNanos = nanos[0];
    long start = startNanos;
    while (start < endNanos) {
      long index = start >> finest;
      if (indexes[0] != index) {
        complete(0);
        indexes[0] = index;
      }
      long part = Math.min(endNanos, (index + 1) << finest) - start;
      finestNanos[state] += part;
      touched[0] |= 1 << state;
      marks[0] |= marked;
      start += part;
    }
  }

  /** Completes all open buckets. */
  void finish() {
    for (int depth = 0; depth < nanos.length; depth++) {
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
      addTo(depth + 1);
    }
    clear(depth);
  }

  /** Adds the open bucket of the level below. */
  private void addTo(int depth) {
    long[] sums = nanos[depth];
    long[] parts = nanos[depth - 1];
    for (int rest = touched[depth - 1]; rest != 0; rest &= rest - 1) {
      int state = Integer.numberOfTrailingZeros(rest);
      sums[state] += parts[state];
    }
    touched[depth] |= touched[depth - 1];
    marks[depth] |= marks[depth - 1];
  }

  private void clear(int depth) {
    long[] sums = nanos[depth];
    for (int rest = touched[depth]; rest != 0; rest &= rest - 1) {
      sums[Integer.numberOfTrailingZeros(rest)] = 0;
    }
    touched[depth] = 0;
    marks[depth] = false;
    indexes[depth] = NONE;
  }
}
