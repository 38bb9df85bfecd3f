package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;

/** Thins a counter to what a chart can show. */
public final class CounterPoints {
  private CounterPoints() {}

  /**
   * Returns {@code counter} within {@code range} with at most {@code maxPoints} values: where there
   * are more, the highest of each of {@code maxPoints} stretches of equal length. The value in
   * force when the range begins is included.
   */
  public static Counter of(Counter counter, TimeRange range, int maxPoints) {
    int first = firstAtOrAfter(counter.nanos(), range.startNanos());
    int end = firstAtOrAfter(counter.nanos(), range.endNanos());
    first = Math.max(0, first - 1);
    if (end - first <= maxPoints) {
      return select(counter, all(first, end));
    }
    return select(counter, highest(counter, first, end, maxPoints));
  }

  private static LongColumn all(int first, int end) {
    LongColumn.Builder rows = new LongColumn.Builder();
    for (int row = first; row < end; row++) {
      rows.add(row);
    }
    return rows.build();
  }

  private static LongColumn highest(Counter counter, int first, int end, int maxPoints) {
    long start = counter.nanos().at(first);
    double stretch = (counter.nanos().at(end - 1) - start + 1) / (double) maxPoints;
    LongColumn.Builder rows = new LongColumn.Builder();
    int best = first;
    for (int row = first + 1; row < end; row++) {
      boolean isSame =
          (int) ((counter.nanos().at(row) - start) / stretch)
              == (int) ((counter.nanos().at(best) - start) / stretch);
      if (!isSame) {
        rows.add(best);
      }
      if (!isSame || counter.values().at(row) > counter.values().at(best)) {
        best = row;
      }
    }
    rows.add(best);
    return rows.build();
  }

  private static Counter select(Counter counter, LongColumn rows) {
    LongColumn.Builder nanos = new LongColumn.Builder();
    DoubleColumn.Builder values = new DoubleColumn.Builder();
    for (int i = 0; i < rows.size(); i++) {
      nanos.add(counter.nanos().at((int) rows.at(i)));
      values.add(counter.values().at((int) rows.at(i)));
    }
    return new Counter(
        counter.key(), counter.label(), counter.unit(), nanos.build(), values.build());
  }

  private static int firstAtOrAfter(LongColumn nanos, long time) {
    return BinarySearch.first(0, nanos.size(), i -> nanos.at(i) >= time);
  }
}
