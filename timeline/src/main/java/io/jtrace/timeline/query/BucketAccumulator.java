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
     * @param marked whether a marked span touches the bucket
     */
    void bucket(int level, long index, long[] nanos, boolean marked);
  }

  private static final long NONE = -1;

  private final int finest;
  private final Sink sink;
  private final long[][] nanos;
  private final long[] indexes;
  private final boolean[] marks;

  BucketAccumulator(int finest, int coarsest, Sink sink) {
    this.finest = finest;
    this.sink = sink;
    nanos = new long[coarsest - finest + 1][State.count()];
    indexes = new long[nanos.length];
    Arrays.fill(indexes, NONE);
    marks = new boolean[nanos.length];
  }

  /** Adds {@code [startNanos, endNanos)}, which must not begin before the last one ended. */
  void add(long startNanos, long endNanos, int state, boolean marked) {
    long start = startNanos;
    while (start < endNanos) {
      long index = start >> finest;
      if (indexes[0] != index) {
        complete(0);
        indexes[0] = index;
      }
      long part = Math.min(endNanos, (index + 1) << finest) - start;
      nanos[0][state] += part;
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
    sink.bucket(finest + depth, indexes[depth], nanos[depth], marks[depth]);
    if (depth + 1 < nanos.length) {
      long parent = indexes[depth] >> 1;
      if (indexes[depth + 1] != parent) {
        complete(depth + 1);
        indexes[depth + 1] = parent;
      }
      for (int state = 0; state < nanos[depth].length; state++) {
        nanos[depth + 1][state] += nanos[depth][state];
      }
      marks[depth + 1] |= marks[depth];
    }
    Arrays.fill(nanos[depth], 0);
    marks[depth] = false;
    indexes[depth] = NONE;
  }
}
