package io.jtrace.timeline.query;

import io.jtrace.timeline.table.ByteColumn;
import io.jtrace.timeline.table.IntColumn;
import java.util.BitSet;

/**
 * What one track holds in the window {@code [index * 1024 * 2^level, (index + 1) * 1024 * 2^level)}
 * of nanoseconds. Immutable; a tile of a trace is the same for ever.
 */
public sealed interface Tile {
  /** Buckets in a tile. */
  int BUCKETS = 1024;

  /** Returns the number of the kind on the wire. */
  int kind();

  /** Returns the number of buckets or of exact spans. */
  int count();

  /** The thread was not alive in the window, or none was on the processor. */
  record Empty() implements Tile {
    @Override
    public int kind() {
      return 0;
    }

    @Override
    public int count() {
      return 0;
    }
  }

  /**
   * Many spans, summed up.
   *
   * @param buckets a byte for each of {@link #BUCKETS} buckets of 2^level nanoseconds: in the low
   *     four bits the ordinal of the dominant state plus one (0: not alive), in the high four its
   *     share, 1 to 15; 15 is all of the bucket
   * @param wide indexes of spans that are at least {@link Tiles#WIDE_BUCKETS} buckets long
   * @param marks buckets that hold a wait for a monitor or a pinned span
   */
  record Buckets(ByteColumn buckets, IntColumn wide, BitSet marks) implements Tile {
    /** Copies the marks. */
    public Buckets {
      marks = (BitSet) marks.clone();
    }

    @Override
    public BitSet marks() {
      return (BitSet) marks.clone();
    }

    @Override
    public int kind() {
      return 1;
    }

    @Override
    public int count() {
      return BUCKETS;
    }
  }

  /**
   * Few enough spans to name each.
   *
   * @param spans indexes of the spans that touch the window, in order of time
   */
  record Exact(IntColumn spans) implements Tile {
    @Override
    public int kind() {
      return 2;
    }

    @Override
    public int count() {
      return spans.size();
    }
  }
}
