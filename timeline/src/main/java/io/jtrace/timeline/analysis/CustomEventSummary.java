package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The custom events of a range by type: most time first, then most events. */
public record CustomEventSummary(List<Row> types) {
  /**
   * Events of one type.
   *
   * @param name such as {@code com.acme.Checkout}
   * @param label for people
   * @param instants how many of them took no time
   * @param totalNanos within the range
   * @param maxNanos of one event, within the range
   */
  public record Row(
      String name, String label, long count, long instants, long totalNanos, long maxNanos) {}

  /** Copies the list. */
  public CustomEventSummary {
    types = List.copyOf(types);
  }

  /** Sums up the events that touch {@code range}. */
  public static CustomEventSummary of(Trace trace, TimeRange range) {
    CustomEvents events = trace.customEvents();
    int typeCount = events.types().size();
    long[] counts = new long[typeCount];
    long[] instants = new long[typeCount];
    long[] totals = new long[typeCount];
    long[] longest = new long[typeCount];
    for (int event = 0; event < events.size(); event++) {
      if (isIn(range, events, event)) {
        int type = events.type(event);
        long nanos = range.overlapNanos(events.startNanos(event), events.endNanos(event));
        counts[type]++;
        instants[type] += events.isInstant(event) ? 1 : 0;
        totals[type] += nanos;
        longest[type] = Math.max(longest[type], nanos);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < typeCount; i++) {
      CustomEvents.Type type = events.types().get(i);
      if (counts[i] > 0) {
        rows.add(new Row(type.name(), type.label(), counts[i], instants[i], totals[i], longest[i]));
      }
    }
    rows.sort(
        Comparator.comparingLong((Row row) -> -row.totalNanos)
            .thenComparingLong(row -> -row.count)
            .thenComparing(Row::name));
    return new CustomEventSummary(rows);
  }

  /** Returns whether an event touches a range; an instant at its very end does. */
  static boolean isIn(TimeRange range, CustomEvents events, int event) {
    long start = events.startNanos(event);
    long end = events.endNanos(event);
    return range.touches(start, end) || (start == end && start == range.endNanos());
  }
}
