package io.jtrace.timeline.query;

import io.jtrace.timeline.model.CpuTracks;
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
 * The tiles of a trace: for a track, a level and an index what happened there, in a size that does
 * not depend on the trace. A track is a thread, or a processor ({@link CpuTracks}).
 *
 * <p>Safe to share between threads. A track's pyramid is built when a tile first needs it; when two
 * ask at once it may be built twice, and either result is kept.
 */
public final class Tiles {
  /** The coarsest level: a bucket of 2^40 ns is 18 minutes, a tile 13 days. */
  public static final int MAX_LEVEL = 40;

  /** A tile with fewer spans than this holds them exactly. */
  public static final int EXACT_SPANS = 64;

  /** A track with fewer spans than this has no pyramid: to look at all of them is quick. */
  static final int PYRAMID_SPANS = 512;

  /** A span this long, in buckets, can carry a label and is listed beside the buckets. */
  public static final int WIDE_BUCKETS = 24;

  private final Trace trace;
  private final TrackSpans spans;
  private final AtomicReferenceArray<Pyramid> pyramids;

  private Tiles(Trace trace) {
    this.trace = trace;
    spans = new TrackSpans(trace);
    pyramids = new AtomicReferenceArray<>(spans.tracks());
  }

  /** Returns the tiles of {@code trace}, none of them built yet. */
  public static Tiles of(Trace trace) {
    return new Tiles(trace);
  }

  /**
   * Builds all pyramids that tiles can ever need: those of tracks with more spans than a tile holds
   * exactly.
   *
   * @param workers how many threads build, the calling one among them
   */
  public void buildAll(int workers) {
    List<Runnable> longestFirst =
        IntStream.range(0, spans.tracks())
            .filter(track -> spans.count(track) >= PYRAMID_SPANS)
            .boxed()
            .sorted(Comparator.comparingInt(track -> -spans.count(track)))
            .<Runnable>map(track -> () -> pyramid(track))
            .toList();
    Workers.runAll(workers, longestFirst);
  }

  /** Returns the trace of these tiles. */
  public Trace trace() {
    return trace;
  }

  /** Returns the number of tracks: of threads, then of processors. */
  public int tracks() {
    return spans.tracks();
  }

  TrackSpans spans() {
    return spans;
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
   * @throws IllegalArgumentException if there is no such track, level or index
   */
  public Tile tile(int track, int level, int index) {
    check(track, level, index);
    TimeRange window = window(level, index);
    int first = spans.firstEndingAfter(track, window.startNanos());
    int end = spans.firstStartingFrom(track, window.endNanos());
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
    if (spans.count(track) >= PYRAMID_SPANS) {
      Pyramid pyramid = pyramid(track);
      if (level >= pyramid.finest()) {
        return stored(pyramid, track, level, index);
      }
    }
    WindowSum sum = new WindowSum(level, index);
    spans.each(track, first, end, sum);
    return sum.tile();
  }

  private void check(int track, int level, int index) {
    if (track < 0 || track >= spans.tracks()) {
      throw new IllegalArgumentException(
          "expected a track below " + spans.tracks() + ", found " + track);
    }
    check(level, index);
  }

  /**
   * Checks that a level has an index.
   *
   * @throws IllegalArgumentException if there is no such level or index
   */
  public static void check(int level, int index) {
    if (level < 0 || level > MAX_LEVEL) {
      throw new IllegalArgumentException(
          "expected a level from 0 to " + MAX_LEVEL + ", found " + level);
    }
    if (index < 0 || index >= Long.MAX_VALUE / ((long) Tile.BUCKETS << level) - 1) {
      throw new IllegalArgumentException(
          "expected an index within the time that 64 bits can count, found " + index);
    }
  }

  private Pyramid pyramid(int track) {
    Pyramid known = pyramids.get(track);
    if (known == null) {
      known = Pyramid.of(spans, track);
      pyramids.set(track, known);
    }
    return known;
  }

  private Tile stored(Pyramid pyramid, int track, int level, int index) {
    byte[] bytes = new byte[Tile.BUCKETS];
    BitSet marks = new BitSet(Tile.BUCKETS);
    long base = (long) index * Tile.BUCKETS;
    pyramid.copy(level, base, bytes, marks);
    return new Tile.Buckets(ByteColumn.of(bytes), wide(bytes, track, level, base), marks);
  }

  /**
   * Finds the wide spans of a tile from its buckets: in a tile as in a whole, a wide span fills all
   * buckets but its first and last. At the edge of the tile one full bucket must do, as the rest of
   * the span may lie beyond.
   */
  private IntColumn wide(byte[] bytes, int track, int level, long base) {
    IntColumn.Builder wide = new IntColumn.Builder();
    int last = -1;
    int start = 0;
    while (start < bytes.length) {
      int end = start + 1;
      while (end < bytes.length && bytes[end] == bytes[start]) {
        end++;
      }
      boolean isAtEdge = start == 0 || end == bytes.length;
      if (Bucket.isFull(bytes[start]) && (isAtEdge || end - start >= WIDE_BUCKETS - 1)) {
        last = addWide(track, level, base + start, base + end, last, wide);
      }
      start = end;
    }
    return wide.build();
  }

  /** Adds the wide spans in buckets that are full of one state; several may follow each other. */
  private int addWide(
      int track, int level, long firstBucket, long endBucket, int last, IntColumn.Builder wide) {
    int latest = last;
    long bucket = firstBucket;
    while (bucket < endBucket) {
      int span = spans.at(track, bucket << level);
      if (span > latest && isWide(span, level)) {
        wide.add(span);
        latest = span;
      }
      boolean isLast = bucket == endBucket - 1;
      bucket = isLast ? endBucket : Math.min(endBucket - 1, bucket + WIDE_BUCKETS / 2);
    }
    return latest;
  }

  private boolean isWide(int span, int level) {
    return (spans.endNanos(span) - spans.startNanos(span)) >> level >= WIDE_BUCKETS;
  }
}
