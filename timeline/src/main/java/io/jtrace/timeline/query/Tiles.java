package io.jtrace.timeline.query;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Workers;
import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * The tiles of a trace: for a thread, a level and an index what the thread did there, in a size
 * that does not depend on the trace.
 *
 * <p>Safe to share between threads. A thread's pyramid is built when a tile first needs it; when
 * two ask at once it may be built twice, and either result is kept.
 */
public final class Tiles {
  /** The coarsest level: a bucket of 2^40 ns is 18 minutes, a tile 13 days. */
  public static final int MAX_LEVEL = 40;

  /** A tile with fewer spans than this holds them exactly. */
  public static final int EXACT_SPANS = 512;

  /** A span this long, in buckets, can carry a label and is listed beside the buckets. */
  public static final int WIDE_BUCKETS = 24;

  private final Trace trace;
  private final AtomicReferenceArray<Pyramid> pyramids;

  private Tiles(Trace trace) {
    this.trace = trace;
    pyramids = new AtomicReferenceArray<>(trace.threads().size());
  }

  /** Returns the tiles of {@code trace}, none of them built yet. */
  public static Tiles of(Trace trace) {
    return new Tiles(trace);
  }

  /**
   * Builds all pyramids that tiles can ever need: those of threads with more spans than a tile
   * holds exactly.
   *
   * @param workers how many threads build, the calling one among them
   */
  public void buildAll(int workers) {
    List<Runnable> longestFirst =
        IntStream.range(0, trace.threads().size())
            .filter(thread -> spanCount(thread) >= EXACT_SPANS)
            .boxed()
            .sorted(Comparator.comparingInt(thread -> -spanCount(thread)))
            .<Runnable>map(thread -> () -> pyramid(thread))
            .toList();
    Workers.runAll(workers, longestFirst);
  }

  private int spanCount(int thread) {
    return trace.spans().end(thread) - trace.spans().first(thread);
  }

  /** Returns the trace of these tiles. */
  public Trace trace() {
    return trace;
  }

  /** Returns the window of a tile. */
  public static TimeRange window(int level, int index) {
    long tileNanos = (long) Tile.BUCKETS << level;
    return new TimeRange(index * tileNanos, (index + 1) * tileNanos);
  }

  /**
   * Returns a tile.
   *
   * @param level from 0 to {@link #MAX_LEVEL}: buckets are 2^level nanoseconds long
   * @param index from 0
   * @throws IllegalArgumentException if there is no such thread, level or index
   */
  public Tile tile(int thread, int level, int index) {
    check(thread, level, index);
    Spans spans = trace.spans();
    TimeRange window = window(level, index);
    int first = spans.firstEndingAfter(thread, window.startNanos());
    int end = firstStartingFrom(thread, window.endNanos());
    if (first >= end) {
      return new Tile.Empty();
    }
    if (end - first < EXACT_SPANS) {
      IntColumn.Builder exact = new IntColumn.Builder();
      for (int span = first; span < end; span++) {
        exact.add(span);
      }
      return new Tile.Exact(exact.build());
    }
    Pyramid pyramid = pyramid(thread);
    return level < pyramid.finest()
        ? summed(first, end, level, window)
        : stored(pyramid, thread, level, index);
  }

  private void check(int thread, int level, int index) {
    if (thread < 0 || thread >= trace.threads().size()) {
      throw new IllegalArgumentException(
          "expected a thread below " + trace.threads().size() + ", found " + thread);
    }
    if (level < 0 || level > MAX_LEVEL) {
      throw new IllegalArgumentException(
          "expected a level from 0 to " + MAX_LEVEL + ", found " + level);
    }
    if (index < 0 || index >= Long.MAX_VALUE / ((long) Tile.BUCKETS << level) - 1) {
      throw new IllegalArgumentException(
          "expected an index within the time that 64 bits can count, found " + index);
    }
  }

  private int firstStartingFrom(int thread, long nanos) {
    int span = trace.spans().firstEndingAfter(thread, nanos);
    return span < trace.spans().end(thread) && trace.spans().startNanos(span) < nanos
        ? span + 1
        : span;
  }

  private Pyramid pyramid(int thread) {
    Pyramid known = pyramids.get(thread);
    if (known == null) {
      known = Pyramid.of(trace.spans(), thread);
      pyramids.set(thread, known);
    }
    return known;
  }

  /** Sums up the spans of a window that is finer than the pyramid. */
  private Tile summed(int first, int end, int level, TimeRange window) {
    byte[] bytes = new byte[Tile.BUCKETS];
    BitSet marks = new BitSet(Tile.BUCKETS);
    long base = window.startNanos() >> level;
    BucketAccumulator accumulator =
        new BucketAccumulator(
            level,
            level,
            (ofLevel, bucket, nanos, touched, marked) -> {
              bytes[(int) (bucket - base)] = Bucket.of(nanos, touched, ofLevel);
              marks.set((int) (bucket - base), marked);
            });
    IntColumn.Builder wide = new IntColumn.Builder();
    Spans spans = trace.spans();
    for (int span = first; span < end; span++) {
      accumulator.add(
          Math.max(spans.startNanos(span), window.startNanos()),
          Math.min(spans.endNanos(span), window.endNanos()),
          spans.stateOrdinal(span),
          Pyramid.isMarked(spans, span));
      if (isWide(span, level)) {
        wide.add(span);
      }
    }
    accumulator.finish();
    return new Tile.Buckets(ByteColumn.of(bytes), wide.build(), marks);
  }

  private Tile stored(Pyramid pyramid, int thread, int level, int index) {
    byte[] bytes = new byte[Tile.BUCKETS];
    BitSet marks = new BitSet(Tile.BUCKETS);
    long base = (long) index * Tile.BUCKETS;
    for (int bucket = 0; bucket < Tile.BUCKETS; bucket++) {
      bytes[bucket] = pyramid.bucket(level, base + bucket);
      marks.set(bucket, pyramid.isMarked(level, base + bucket));
    }
    return new Tile.Buckets(ByteColumn.of(bytes), wide(bytes, thread, level, base), marks);
  }

  /**
   * Finds the wide spans of a tile from its buckets: in a tile as in a whole, a wide span fills all
   * buckets but its first and last. At the edge of the tile one full bucket must do, as the rest of
   * the span may lie beyond.
   */
  private IntColumn wide(byte[] bytes, int thread, int level, long base) {
    IntColumn.Builder wide = new IntColumn.Builder();
    int last = -1;
    for (int bucket = 0; bucket < bytes.length; bucket++) {
      boolean isStart = bucket == 0 || bytes[bucket] != bytes[bucket - 1];
      boolean isProbe = isStart || bucket % (WIDE_BUCKETS / 2) == 0;
      if (isProbe && Bucket.isFull(bytes[bucket])) {
        int span = trace.spans().at(thread, (base + bucket) << level);
        if (span > last && isWide(span, level)) {
          wide.add(span);
          last = span;
        }
      }
    }
    return wide.build();
  }

  private boolean isWide(int span, int level) {
    return trace.spans().durationNanos(span) >> level >= WIDE_BUCKETS;
  }
}
