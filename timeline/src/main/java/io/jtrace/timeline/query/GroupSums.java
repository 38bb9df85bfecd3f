package io.jtrace.timeline.query;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of a group of threads: how many of them were in each state over time. Sums of all spans
 * are kept for buckets of power-of-two length, up to {@link #MAX_BUCKETS} of the finest, so a tile
 * takes as long as it has pixels. Finer ones are summed up anew where few threads lived; of more
 * the finest sums that are kept are given.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class GroupSums {
  /** Buckets of the finest level, at most: 1.3 MB of sums for a group with five states. */
  private static final int MAX_BUCKETS = 1 << 15;

  private static final int MIN_BUCKETS = 1 << 10;
  private static final int SPANS_PER_BUCKET = 16;

  /** More threads than this are not summed up anew for a tile. */
  private static final int MAX_ALIVE = 2_000;

  private final Trace trace;
  private final TrackSpans spans;
  private final IntColumn members;
  private final int maxAlive;
  private final int finest;

  /**
   * By level from the finest, down to one bucket, where it begins; then where the last one ends.
   */
  private final int[] offsets;

  /** By state, the means of the levels one after the other; null for states that no thread had. */
  private final float[] @Nullable [] means = new float[State.count()][];

  private GroupSums(Trace trace, IntColumn members, int maxAlive) {
    this.trace = trace;
    this.members = members;
    this.maxAlive = maxAlive;
    spans = new TrackSpans(trace);
    long durationNanos = Math.max(1, trace.facts().durationNanos());
    finest = finestLevel(durationNanos);
    int levels = 65 - Long.numberOfLeadingZeros((durationNanos - 1) >> finest);
    offsets = new int[levels + 1];
    for (int depth = 0; depth < levels; depth++) {
      offsets[depth + 1] = offsets[depth] + 1 + (int) ((durationNanos - 1) >> (finest + depth));
    }
    sum();
  }

  /** Sums up the threads {@code members} of {@code trace}. */
  public static GroupSums of(Trace trace, IntColumn members) {
    return new GroupSums(trace, members, MAX_ALIVE);
  }

  /** As above, with a limit of its own for threads that are summed up anew. */
  static GroupSums of(Trace trace, IntColumn members, int maxAlive) {
    return new GroupSums(trace, members, maxAlive);
  }

  private int finestLevel(long durationNanos) {
    long count = 0;
    for (int i = 0; i < members.size(); i++) {
      count += spans.count(members.at(i));
    }
    long most = Math.max(MIN_BUCKETS, Math.min(MAX_BUCKETS, count / SPANS_PER_BUCKET));
    int level = 0;
    while ((durationNanos - 1) >> level >= most) {
      level++;
    }
    return level;
  }

  private void sum() {
    StateSums sums = new StateSums(finest, 0, offsets[1]);
    for (int i = 0; i < members.size(); i++) {
      int thread = members.at(i);
      spans.each(thread, spans.first(thread), spans.end(thread), sums);
    }
    for (int state = 0; state < means.length; state++) {
      float[] mean = new float[offsets[offsets.length - 1]];
      if (sums.means(state, mean)) {
        addCoarser(mean);
        means[state] = mean;
      }
    }
  }

  private void addCoarser(float[] mean) {
    for (int depth = 1; depth + 1 < offsets.length; depth++) {
      int finer = offsets[depth - 1];
      for (int bucket = offsets[depth]; bucket < offsets[depth + 1]; bucket++, finer += 2) {
        float second = finer + 1 < offsets[depth] ? mean[finer + 1] : 0;
        mean[bucket] = (mean[finer] + second) / 2;
      }
    }
  }

  /**
   * Returns a tile.
   *
   * @param level from 0 to {@link Tiles#MAX_LEVEL}
   * @param index from 0
   * @throws IllegalArgumentException if there is no such level or index
   */
  public GroupTile tile(int level, int index) {
    Tiles.check(level, index);
    if (level >= finest) {
      return kept(level, index);
    }
    GroupTile exact = exact(level, index);
    return exact == null ? coarser(level, index) : exact;
  }

  private GroupTile kept(int level, int index) {
    int depth = Math.min(level - finest, offsets.length - 2);
    float scale = 1f / (1L << (level - finest - depth)); // coarser than one bucket for the trace
    int from = offsets[depth] + (int) Math.min(index * (long) Tile.BUCKETS, MAX_BUCKETS);
    int to = Math.min(offsets[depth + 1], from + Tile.BUCKETS);
    float[] @Nullable [] tile = new float[means.length][];
    for (int state = 0; state < means.length; state++) {
      float[] mean = means[state];
      if (mean != null && from < to) {
        tile[state] = Arrays.copyOf(Arrays.copyOfRange(mean, from, to), Tile.BUCKETS);
        for (int bucket = 0; scale < 1 && bucket < to - from; bucket++) {
          tile[state][bucket] *= scale;
        }
      }
    }
    return new GroupTile(level, tile);
  }

  /** Sums up the threads that lived in the window; null if they are too many. */
  private @Nullable GroupTile exact(int level, int index) {
    TimeRange window = Tiles.window(level, index);
    IntColumn.Builder alive = new IntColumn.Builder();
    for (int i = 0; i < members.size(); i++) {
      int thread = members.at(i);
      if (window.touches(trace.threads().startNanos(thread), trace.threads().endNanos(thread))) {
        alive.add(thread);
        if (alive.size() > maxAlive) {
          return null;
        }
      }
    }
    StateSums sums = new StateSums(level, (long) index * Tile.BUCKETS, Tile.BUCKETS);
    for (int i = 0; i < alive.size(); i++) {
      int thread = alive.at(i);
      int first = spans.firstEndingAfter(thread, window.startNanos());
      spans.each(thread, first, spans.firstStartingFrom(thread, window.endNanos()), sums);
    }
    float[] @Nullable [] tile = new float[means.length][];
    for (int state = 0; state < tile.length; state++) {
      float[] mean = new float[Tile.BUCKETS];
      tile[state] = sums.means(state, mean) ? mean : null;
    }
    return new GroupTile(level, tile);
  }

  /** Repeats the finest sums that are kept. */
  private GroupTile coarser(int level, int index) {
    int shift = finest - level;
    long base = (long) index * Tile.BUCKETS;
    float[] @Nullable [] tile = new float[means.length][];
    for (int state = 0; state < means.length; state++) {
      float[] mean = means[state];
      if (mean == null) {
        continue;
      }
      float[] repeated = new float[Tile.BUCKETS];
      for (int bucket = 0; bucket < Tile.BUCKETS; bucket++) {
        long from = (base + bucket) >> shift;
        repeated[bucket] = from < offsets[1] ? mean[(int) from] : 0;
      }
      tile[state] = repeated;
    }
    return new GroupTile(finest, tile);
  }
}
