package io.jtrace.timeline.model;

import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Named slices beside the threads' states, such as GC phases. Sorted by track, then start, then
 * depth; slices of one track and thread nest properly if {@link Track#nests}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Slices {
  private static final Track[] TRACKS = Track.values();

  private final ByteColumn tracks;
  private final ByteColumn depths;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn names;
  private final IntColumn details;
  private final IntColumn threads;
  private final IntColumn stacks;
  private final LongColumn ids;
  private final LongColumn amounts;

  private Slices(Builder builder) {
    tracks = builder.tracks.build();
    depths = builder.depths.build();
    starts = builder.starts.build();
    ends = builder.ends.build();
    names = builder.names.build();
    details = builder.details.build();
    threads = builder.threads.build();
    stacks = builder.stacks.build();
    ids = builder.ids.build();
    amounts = builder.amounts.build();
  }

  /** Returns the number of slices of all tracks. */
  public int size() {
    return starts.size();
  }

  /** Returns the first slice of {@code track}. */
  public int first(Track track) {
    return lowerBound(track.ordinal());
  }

  /** Returns the slice after the last of {@code track}. */
  public int end(Track track) {
    return lowerBound(track.ordinal() + 1);
  }

  private int lowerBound(int ordinal) {
    int low = 0;
    int high = tracks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tracks.at(middle) < ordinal) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the track of a slice. */
  public Track track(int slice) {
    return TRACKS[tracks.at(slice)];
  }

  /** Returns the nesting depth in its track, from 0; the lane if the track does not nest. */
  public int depth(int slice) {
    return depths.at(slice);
  }

  /** Returns where a slice begins. */
  public long startNanos(int slice) {
    return starts.at(slice);
  }

  /** Returns where a slice ends, exclusive. */
  public long endNanos(int slice) {
    return ends.at(slice);
  }

  /** Returns the id of the name. */
  public int name(int slice) {
    return names.at(slice);
  }

  /** Returns the id of a further text (a GC's cause, a compiler), or -1. */
  public int detail(int slice) {
    return details.at(slice);
  }

  /**
   * Returns the thread: whose region it is, who asked for the operation, which compiler thread; or
   * -1.
   */
  public int thread(int slice) {
    return threads.at(slice);
  }

  /** Returns the stack, or -1. */
  public int stack(int slice) {
    return stacks.at(slice);
  }

  /** Returns the id that the JVM gave (gcId, safepointId, compileId), or -1. */
  public long id(int slice) {
    return ids.at(slice);
  }

  /**
   * Returns a quantity: the sum of pauses of a collection in nanoseconds, code size in bytes; 0 for
   * none.
   */
  public long amount(int slice) {
    return amounts.at(slice);
  }

  /**
   * Collects slices, which must be added in the order the class states. Not safe for use by several
   * threads.
   */
  public static final class Builder {
    private final ByteColumn.Builder tracks = new ByteColumn.Builder();
    private final ByteColumn.Builder depths = new ByteColumn.Builder();
    private final LongColumn.Builder starts = new LongColumn.Builder();
    private final LongColumn.Builder ends = new LongColumn.Builder();
    private final IntColumn.Builder names = new IntColumn.Builder();
    private final IntColumn.Builder details = new IntColumn.Builder();
    private final IntColumn.Builder threads = new IntColumn.Builder();
    private final IntColumn.Builder stacks = new IntColumn.Builder();
    private final LongColumn.Builder ids = new LongColumn.Builder();
    private final LongColumn.Builder amounts = new LongColumn.Builder();

    /** Appends a slice and returns its index. */
    public int add(Track track, int depth, long startNanos, long endNanos, int name) {
      tracks.add((byte) track.ordinal());
      depths.add((byte) depth);
      starts.add(startNanos);
      ends.add(endNanos);
      names.add(name);
      details.add(-1);
      threads.add(-1);
      stacks.add(-1);
      ids.add(-1);
      amounts.add(0);
      return starts.size() - 1;
    }

    /** Adds what else is known of {@code slice}; -1 (0 for the amount) where nothing is. */
    public void describe(int slice, int detail, int thread, int stack, long id, long amount) {
      details.set(slice, detail);
      threads.set(slice, thread);
      stacks.set(slice, stack);
      ids.set(slice, id);
      amounts.set(slice, amount);
    }

    /** Returns the slices added so far. */
    public Slices build() {
      return new Slices(this);
    }
  }
}
