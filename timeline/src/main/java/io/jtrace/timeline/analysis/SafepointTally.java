package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up stops of the world by the operation they were for. */
final class SafepointTally {
  private final Tally all = new Tally();
  private final Tally reach = new Tally();

  private SafepointTally() {}

  static List<GcDetails.Safepoints> of(Trace trace, TimeRange range) {
    Slices slices = trace.slices();
    Map<Long, String> operations = new HashMap<>();
    Map<String, SafepointTally> tallies = new LinkedHashMap<>();
    for (int s = slices.first(Track.SAFEPOINT); s < slices.end(Track.SAFEPOINT); s++) {
      if (slices.depth(s) == 0) {
        operations.put(slices.id(s), trace.strings().at(slices.name(s)));
      }
    }
    for (int s = slices.first(Track.SAFEPOINT); s < slices.end(Track.SAFEPOINT); s++) {
      String operation = operations.get(slices.id(s));
      if (operation != null && range.touches(slices.startNanos(s), slices.endNanos(s))) {
        tallies.computeIfAbsent(operation, key -> new SafepointTally()).add(slices, s, range);
      }
    }
    return tallies.entrySet().stream()
        .map(entry -> entry.getValue().row(entry.getKey()))
        .sorted(Comparator.comparingLong(row -> -row.totalNanos()))
        .toList();
  }

  private void add(Slices slices, int slice, TimeRange range) {
    Tally tally = slices.depth(slice) == 0 ? all : reach;
    tally.count++;
    tally.totalNanos += range.overlapNanos(slices.startNanos(slice), slices.endNanos(slice));
    tally.maxNanos = Math.max(tally.maxNanos, slices.endNanos(slice) - slices.startNanos(slice));
  }

  private GcDetails.Safepoints row(String operation) {
    return new GcDetails.Safepoints(
        operation, all.count, all.totalNanos, all.maxNanos, reach.totalNanos, reach.maxNanos);
  }
}
