package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Track;
import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.LongColumn;

/**
 * Disjoint intervals in ascending order that answer how much of a range they cover, in the
 * logarithm of their number.
 */
final class Intervals {
  private final LongColumn starts;
  private final LongColumn ends;

  /** Nanoseconds covered by all intervals before each, and by all. */
  private final LongColumn before;

  private Intervals(LongColumn starts, LongColumn ends, LongColumn before) {
    this.starts = starts;
    this.ends = ends;
    this.before = before;
  }

  /** Returns the union of the outermost slices of {@code track}. */
  static Intervals of(Slices slices, Track track) {
    LongColumn.Builder starts = new LongColumn.Builder();
    LongColumn.Builder ends = new LongColumn.Builder();
    int last = -1;
    for (int slice = slices.first(track); slice < slices.end(track); slice++) {
      long start = slices.startNanos(slice);
      long end = slices.endNanos(slice);
      if (last >= 0 && start <= ends.at(last)) {
        ends.set(last, Math.max(ends.at(last), end));
      } else {
        starts.add(start);
        ends.add(end);
        last++;
      }
    }
    LongColumn.Builder before = new LongColumn.Builder();
    long covered = 0;
    for (int i = 0; i <= last; i++) {
      before.add(covered);
      covered += ends.at(i) - starts.at(i);
    }
    before.add(covered);
    return new Intervals(starts.build(), ends.build(), before.build());
  }

  /** Returns how many nanoseconds of {@code [start, end)} are covered. */
  long coveredNanos(long start, long end) {
    return Math.max(0, coveredBefore(end) - coveredBefore(start));
  }

  long coveredNanos(TimeRange range) {
    return coveredNanos(range.startNanos(), range.endNanos());
  }

  private long coveredBefore(long nanos) {
    int low = BinarySearch.first(0, starts.size(), i -> starts.at(i) >= nanos);
    long excess = low == 0 ? 0 : Math.max(0, ends.at(low - 1) - nanos);
    return before.at(low) - excess;
  }
}
