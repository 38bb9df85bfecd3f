package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The regions that touch a range, with their whole time.
 *
 * @param recorded whether the trace would show regions if there were any
 * @param types of all that match, whatever their type and length; most time first
 * @param count how many match
 * @param regions a page of them, longest first
 */
public record RegionSummary(
    boolean recorded, List<Type> types, int count, List<RegionRow> regions) {
  /**
   * Regions of a type.
   *
   * @param coveredNanos time of threads in such regions; one inside another of the type counts once
   * @param states of the threads in that time, which they add up to
   */
  public record Type(String name, Distribution lengths, long coveredNanos, StateTotals states) {}

  /** Copies the lists. */
  public RegionSummary {
    types = List.copyOf(types);
    regions = List.copyOf(regions);
  }

  /** Sums up the regions that {@code query} lets through; its {@code open} does not matter. */
  public static RegionSummary of(Trace trace, TimeRange range, TaskQuery query) {
    Slices slices = trace.slices();
    TextMatch match = new TextMatch(trace.strings(), query.text());
    Map<String, Sum> sums = new TreeMap<>();
    List<Integer> found = new ArrayList<>();
    for (int region = slices.first(Track.REGION); region < slices.end(Track.REGION); region++) {
      if (range.touches(slices.startNanos(region), slices.endNanos(region))
          && (match.isEmpty() || match.in(slices.name(region)))) {
        String type = trace.strings().at(slices.name(region));
        sums.computeIfAbsent(type, key -> new Sum()).add(trace, region);
        if (query.hasType(type) && query.hasLength(length(slices, region))) {
          found.add(region);
        }
      }
    }
    found.sort(Comparator.comparingLong(region -> -length(slices, region)));
    return new RegionSummary(
        isRecorded(trace),
        types(sums),
        found.size(),
        found.stream()
            .skip(query.offset())
            .limit(query.limit())
            .map(region -> RegionRow.of(trace, region, slices.depth(region)))
            .toList());
  }

  static boolean isRecorded(Trace trace) {
    Slices slices = trace.slices();
    return slices.end(Track.REGION) > slices.first(Track.REGION)
        || Recorded.in(trace, "jtrace.Region");
  }

  private static long length(Slices slices, int region) {
    return slices.endNanos(region) - slices.startNanos(region);
  }

  private static List<Type> types(Map<String, Sum> sums) {
    List<Type> types = new ArrayList<>();
    sums.forEach((name, sum) -> types.add(sum.type(name)));
    types.sort(
        Comparator.comparingLong((Type type) -> -type.lengths().totalNanos())
            .thenComparing(Type::name));
    return types;
  }

  /** Regions of one type, which come sorted by start. */
  private static final class Sum {
    private final Durations lengths = new Durations();
    private final StateTotals.Sum states = new StateTotals.Sum();

    /** By thread, up to where its time is counted. */
    private final Map<Integer, Long> counted = new HashMap<>();

    private long coveredNanos;

    void add(Trace trace, int region) {
      Slices slices = trace.slices();
      lengths.add(length(slices, region));
      int thread = slices.thread(region);
      long start = Math.max(slices.startNanos(region), counted.getOrDefault(thread, 0L));
      long end = slices.endNanos(region);
      if (thread >= 0 && end > start) {
        states.add(trace.spans(), new TimeRange(start, end), thread);
        coveredNanos += end - start;
        counted.put(thread, end);
      }
    }

    Type type(String name) {
      return new Type(name, lengths.distribution(), coveredNanos, states.total());
    }
  }
}
