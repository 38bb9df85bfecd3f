package io.jtrace.timeline.query;

import java.util.BitSet;

/**
 * The levels of detail of one track: a byte per bucket, and a bit that says whether a monitor wait
 * or a pinned span hides in it.
 *
 * <p>The finest level has at least four spans per bucket on average, so all levels together take
 * about half a byte per span; each coarser level has half the buckets, down to one. What is finer
 * is read from the spans directly: there the window holds few.
 *
 * <p>Immutable and safe to share between threads.
 */
final class Pyramid {
  private static final int MIN_SPANS_PER_BUCKET = 4;

  private final int finest;
  private final long[] bases;
  private final byte[][] buckets;
  private final BitSet[] marks;

  private Pyramid(int finest, long startNanos, long endNanos) {
    this.finest = finest;
    int levels = Tiles.MAX_LEVEL - finest + 1;
    bases = new long[levels];
    buckets = new byte[levels][];
    marks = new BitSet[levels];
    for (int depth = 0; depth < levels; depth++) {
      int level = finest + depth;
      bases[depth] = startNanos >> level;
      buckets[depth] = new byte[(int) (((endNanos - 1) >> level) - bases[depth] + 1)];
      marks[depth] = new BitSet();
    }
  }

  /** Builds the pyramid of {@code track}, which has spans. */
  static Pyramid of(TrackSpans spans, int track) {
    long start = spans.startNanos(spans.first(track));
    long end = spans.endNanos(spans.end(track) - 1);
    int finest = finestLevel(end - start, spans.count(track));
    Pyramid pyramid = new Pyramid(finest, start, end);
    BucketAccumulator accumulator = new BucketAccumulator(finest, Tiles.MAX_LEVEL, pyramid::set);
    spans.addAll(track, accumulator);
    accumulator.finish();
    return pyramid;
  }

  /** Returns the smallest level on which buckets hold enough spans on average. */
  static int finestLevel(long lifeNanos, int spans) {
    long bucketNanos = Math.max(1, lifeNanos / spans * MIN_SPANS_PER_BUCKET);
    return Math.min(Tiles.MAX_LEVEL, 64 - Long.numberOfLeadingZeros(bucketNanos - 1));
  }

  private void set(int level, long index, long[] nanos, int touched, boolean marked) {
    int depth = level - finest;
    int position = (int) (index - bases[depth]);
    buckets[depth][position] = Bucket.of(nanos, touched, level);
    if (marked) {
      marks[depth].set(position);
    }
  }

  /** Returns the finest level that is stored. */
  int finest() {
    return finest;
  }

  /** Returns the bucket {@code index} of {@code level}, which must not be finer than finest. */
  byte bucket(int level, long index) {
    int depth = level - finest;
    long position = index - bases[depth];
    return position < 0 || position >= buckets[depth].length
        ? Bucket.NOT_ALIVE
        : buckets[depth][(int) position];
  }

  /** Returns whether a monitor wait or a pinned span lies in the bucket. */
  boolean isMarked(int level, long index) {
    int depth = level - finest;
    long position = index - bases[depth];
    return position >= 0 && position < buckets[depth].length && marks[depth].get((int) position);
  }
}
