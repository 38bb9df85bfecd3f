package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When threads were in regions of one type. Regions inside one another are one stretch.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class RegionTime {
  /** By thread, in order of time and apart from each other. */
  private final Map<Integer, List<TimeRange>> stretches;

  private RegionTime(Map<Integer, List<TimeRange>> stretches) {
    this.stretches = stretches;
  }

  /**
   * Finds the regions with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RegionTime of(Trace trace, String name) {
    Slices slices = trace.slices();
    Map<Integer, List<TimeRange>> stretches = new HashMap<>();
    for (int region = slices.first(Track.REGION); region < slices.end(Track.REGION); region++) {
      if (trace.strings().at(slices.name(region)).equals(name)) {
        add(
            stretches.computeIfAbsent(slices.thread(region), key -> new ArrayList<>()),
            slices.startNanos(region),
            slices.endNanos(region));
      }
    }
    if (stretches.isEmpty()) {
      throw new IllegalArgumentException(
          "expected the name of a region in this trace, found \"" + name + "\"");
    }
    return new RegionTime(stretches);
  }

  /** Regions come sorted by start. */
  private static void add(List<TimeRange> known, long start, long end) {
    TimeRange last = known.isEmpty() ? null : known.get(known.size() - 1);
    if (last == null || start > last.endNanos()) {
      known.add(new TimeRange(start, end));
    } else if (end > last.endNanos()) {
      known.set(known.size() - 1, new TimeRange(last.startNanos(), end));
    }
  }

  /** Returns how much of {@code [start, end)} {@code thread} was in such a region. */
  long overlapNanos(int thread, long start, long end) {
    List<TimeRange> its = stretches.getOrDefault(thread, List.of());
    long nanos = 0;
    for (int i = firstEndingAfter(its, start); i < its.size(); i++) {
      if (its.get(i).startNanos() >= end) {
        break;
      }
      nanos += its.get(i).overlapNanos(start, end);
    }
    return nanos;
  }

  private static int firstEndingAfter(List<TimeRange> its, long nanos) {
    int low = 0;
    int high = its.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (its.get(middle).endNanos() <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
