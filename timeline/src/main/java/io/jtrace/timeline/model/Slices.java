package io.jtrace.timeline.model;

import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;

/**
 * Named slices beside the threads' states, such as GC phases. Sorted by track, then start, then
 * depth; slices of one track and thread nest properly if {@link Track#nests}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Slices {
  private static final Track[] TRACKS = Track.values();

  private final IntColumn tracks;
  private final IntColumn depths;
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
    return BinarySearch.first(0, tracks.size(), i -> tracks.at(i) >= ordinal);
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
    private final IntColumn.Appender tracks;
    private final IntColumn.Appender depths;
    private final LongColumn.Appender starts;
    private final LongColumn.Appender ends;
    private final IntColumn.Appender names;
    private final IntColumn.Appender details;
    private final IntColumn.Appender threads;
    private final IntColumn.Appender stacks;
    private final LongColumn.Appender ids;
    private final LongColumn.Appender amounts;

    /** Begins without slices. */
    public Builder() {
      this(Storage.onHeap());
    }

    Builder(Storage storage) {
      tracks = new IntColumn.Appender(storage);
      depths = new IntColumn.Appender(storage);
      starts = new LongColumn.Appender(storage);
      ends = new LongColumn.Appender(storage);
      names = new IntColumn.Appender(storage);
      details = new IntColumn.Appender(storage);
      threads = new IntColumn.Appender(storage);
      stacks = new IntColumn.Appender(storage);
      ids = new LongColumn.Appender(storage);
      amounts = new LongColumn.Appender(storage);
    }

    /** Appends a slice and returns its index. */
    public int add(Track track, int depth, long startNanos, long endNanos, int name) {
      if (isBare()) {
        describe(starts.size() - 1, -1, -1, -1, -1, 0);
      }
      tracks.add(track.ordinal());
      depths.add(depth);
      starts.add(startNanos);
      ends.add(endNanos);
      names.add(name);
      return starts.size() - 1;
    }

    private boolean isBare() {
      return details.size() < starts.size();
    }

    /**
     * Adds what else is known of {@code slice}, the last that was added; -1 (0 for the amount)
     * where nothing is.
     *
     * @throws IllegalArgumentException if it is not the last, or described already
     */
    public void describe(int slice, int detail, int thread, int stack, long id, long amount) {
      if (!isBare() || slice != starts.size() - 1) {
        throw new IllegalArgumentException(
            "expected a last slice without details, found " + slice + " of " + starts.size());
      }
      details.add(detail);
      threads.add(thread);
      stacks.add(stack);
      ids.add(id);
      amounts.add(amount);
    }

    /** Returns the slices added so far. */
    public Slices build() {
      if (isBare()) {
        describe(starts.size() - 1, -1, -1, -1, -1, 0);
      }
      return new Slices(this);
    }
  }
}
