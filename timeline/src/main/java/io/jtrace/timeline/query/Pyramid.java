package io.jtrace.timeline.query;

import java.util.BitSet;

/**
 * The levels of detail of one track: a byte per bucket, and a bit that says whether a monitor wait
 * or a pinned span hides in it.
 *
 * <p>The finest level has at least two spans per bucket on average, so all levels together take two
 * thirds of a byte per span, more or less; each coarser level has half the buckets, down to one.
 * What is finer is read from the spans directly: there the window holds few.
 *
 * <p>Immutable and safe to share between threads.
 */
final class Pyramid {
  private static final int MIN_SPANS_PER_BUCKET = 2;

  private final int finest;

  /** The levels one after the other. */
  private final byte[] buckets;

  private final BitSet marks;

  /** By level from the finest, where it begins; then where the last one ends. */
  private final int[] offsets;

  /** By level from the finest, the index of its first bucket. */
  private final long[] bases;

  private Pyramid(int finest, long startNanos, long endNanos) {
    this.finest = finest;
    int levels = Tiles.MAX_LEVEL - finest + 1;
    bases = new long[levels];
    offsets = new int[levels + 1];
    for (int depth = 0; depth < levels; depth++) {
      int level = finest + depth;
      bases[depth] = startNanos >> level;
      int count = (int) (((endNanos - 1) >> level) - bases[depth] + 1);
      offsets[depth + 1] = Math.addExact(offsets[depth], count);
    }
    buckets = new byte[offsets[levels]];
    marks = new BitSet(buckets.length);
  }

  /** Builds the pyramid of {@code track}, which has spans. */
  static Pyramid of(TrackSpans spans, int track) {
    int first = spans.first(track);
    int end = spans.end(track);
    long startNanos = spans.startNanos(first);
    long endNanos = spans.endNanos(end - 1);
    int finest = finestLevel(endNanos - startNanos, end - first);
    Pyramid pyramid = new Pyramid(finest, startNanos, endNanos);
    BucketAccumulator accumulator = new BucketAccumulator(finest, Tiles.MAX_LEVEL, pyramid::set);
    spans.each(
        track,
        first,
        end,
        (span, start, stop, state, marked) -> accumulator.add(start, stop, state, marked));
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
    int position = offsets[depth] + (int) (index - bases[depth]);
    buckets[position] = Bucket.of(nanos, touched, level);
    if (marked) {
      marks.set(position);
    }
  }

  /** Returns the finest level that is stored. */
  int finest() {
    return finest;
  }

  /**
   * Writes what is known of the buckets from {@code base} on to the beginning of {@code bytes}, and
   * which of them hide something. The level must not be finer than the finest.
   */
  void copy(int level, long base, byte[] bytes, BitSet hiding) {
    int depth = level - finest;
    long from = Math.max(base, bases[depth]);
    long to = Math.min(base + bytes.length, bases[depth] + offsets[depth + 1] - offsets[depth]);
    if (from >= to) {
      return;
    }
    int position = offsets[depth] + (int) (from - bases[depth]);
    int end = position + (int) (to - from);
    int target = (int) (from - base);
    System.arraycopy(buckets, position, bytes, target, end - position);
    if (target == 0) {
      hiding.or(marks.get(position, end));
      return;
    }
    for (int i = marks.nextSetBit(position); i >= 0 && i < end; i = marks.nextSetBit(i + 1)) {
      hiding.set(target + i - position);
    }
  }
}
