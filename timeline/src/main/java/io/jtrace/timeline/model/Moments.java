package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * References to rows of one or several tables, sorted by time. So what has a time but no length
 * takes no more room than a reference.
 *
 * <p>Immutable and safe to share between threads.
 */
final class Moments {
  private final IntColumn sources;
  private final IntColumn rows;

  /** By source, when a row was. */
  private final IntToLongFunction[] times;

  Moments(IntColumn sources, IntColumn rows, IntToLongFunction[] times) {
    this.sources = sources;
    this.rows = rows;
    this.times = times;
  }

  /** Returns one reference to each row of a table that is sorted by time, in its order. */
  static Moments inOrder(IntColumn sources, IntToLongFunction time, int sourceCount) {
    int[] rows = new int[sources.size()];
    Arrays.setAll(rows, i -> i);
    IntToLongFunction[] times = new IntToLongFunction[sourceCount];
    Arrays.fill(times, time);
    return new Moments(sources, IntColumn.copyOf(rows, rows.length), times);
  }

  int size() {
    return rows.size();
  }

  /** Returns the number of the table that a moment is in. */
  int source(int moment) {
    return sources.at(moment);
  }

  /** Returns the row of a moment in its table. */
  int row(int moment) {
    return rows.at(moment);
  }

  long nanos(int moment) {
    return times[sources.at(moment)].applyAsLong(rows.at(moment));
  }

  /** Returns the first moment at or after {@code nanos}; {@link #size} if there is none. */
  int firstAtOrAfter(long nanos) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nanos(middle) < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
