package io.jtrace.timeline.query;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The buckets of one tile, summed up from its spans. As {@link BucketAccumulator}, but of a single
 * level: a stretch of full buckets is filled at once.
 *
 * <p>Not safe for use by several threads.
 */
final class WindowSum implements TrackSpans.Consumer {
  private final int level;
  private final long base;
  private final long startNanos;
  private final long endNanos;

  private final byte[] bytes = new byte[Tile.BUCKETS];
  private final BitSet marks = new BitSet(Tile.BUCKETS);
  private final IntColumn.Builder wide = new IntColumn.Builder();

  // The open bucket.
  private int open = -1;
  private final long[] nanos = new long[State.count()];
  private int touched;

  WindowSum(int level, int index) {
    this.level = level;
    base = (long) index * Tile.BUCKETS;
    startNanos = base << level;
    endNanos = (base + Tile.BUCKETS) << level;
  }

  @Override
  public void span(int span, long spanStart, long spanEnd, int state, boolean marked) {
    if ((spanEnd - spanStart) >> level >= Tiles.WIDE_BUCKETS) {
      wide.add(span);
    }
    long start = Math.max(spanStart, startNanos);
    long end = Math.min(spanEnd, endNanos);
    if (start >= end) {
      return;
    }
    int first = (int) ((start >> level) - base);
    int last = (int) (((end - 1) >> level) - base);
    if (marked) {
      marks.set(first, last + 1);
    }
    if (first == last) {
      add(first, end - start, state);
      return;
    }
    long lengthNanos = 1L << level;
    add(first, ((base + first + 1) << level) - start, state);
    Arrays.fill(bytes, first + 1, last, Bucket.full(state));
    add(last, Math.min(lengthNanos, end - ((base + last) << level)), state);
  }

  private void add(int bucket, long partNanos, int state) {
    if (bucket != open) {
      close();
      open = bucket;
    }
    nanos[state] += partNanos;
    touched |= 1 << state;
  }

  private void close() {
    if (open < 0) {
      return;
    }
    bytes[open] = Bucket.of(nanos, touched, level);
    for (int rest = touched; rest != 0; rest &= rest - 1) {
      nanos[Integer.numberOfTrailingZeros(rest)] = 0;
    }
    touched = 0;
  }

  /** Returns the tile; nothing can be added afterwards. */
  Tile.Buckets tile() {
    close();
    return new Tile.Buckets(ByteColumn.of(bytes), wide.build(), marks);
  }
}
