package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import io.jtrace.timeline.table.BinarySearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Collections, their pauses with the heap before and after, and the stops of the world.
 *
 * @param collections that touch the range, in order of time
 * @param pauses that touch the range, in order of time
 * @param safepoints by operation, most time first
 */
public record GcDetails(
    GcRecorded recorded,
    GcSummary summary,
    List<Collection> collections,
    List<Pause> pauses,
    List<Safepoints> safepoints) {
  private static final String HEAP_USED = "heap.used";

  /**
   * The first and the last size of the heap that the recording tells within a slice; empty unless
   * it tells two.
   */
  public record Heap(OptionalLong beforeBytes, OptionalLong afterBytes) {
    private static final Heap UNKNOWN = new Heap(OptionalLong.empty(), OptionalLong.empty());
  }

  /**
   * A collection, whole even where the range cuts it.
   *
   * @param cause empty where not recorded
   * @param pausesNanos how long it made the program stand still, as the JVM sums it up
   */
  public record Collection(
      long startNanos,
      long endNanos,
      String name,
      String cause,
      long gcId,
      long pausesNanos,
      Heap heap) {}

  /** A pause, whole even where the range cuts it. */
  public record Pause(GcSummary.Pause pause, Heap heap) {}

  /**
   * Stops of the world for one operation of the JVM. A stop counts with the part that lies in the
   * range.
   *
   * @param reachNanos of the total, until every thread stood still
   * @param maxReachNanos the longest time until every thread stood still, uncut
   */
  public record Safepoints(
      String operation,
      long count,
      long totalNanos,
      long maxNanos,
      long reachNanos,
      long maxReachNanos) {}

  /** Copies the lists. */
  public GcDetails {
    collections = List.copyOf(collections);
    pauses = List.copyOf(pauses);
    safepoints = List.copyOf(safepoints);
  }

  /** Returns what {@code trace} tells of {@code range}. */
  public static GcDetails of(Trace trace, TimeRange range) {
    GcSummary summary = GcSummary.of(trace, range);
    Optional<Counter> used =
        trace.counters().stream().filter(counter -> counter.key().equals(HEAP_USED)).findFirst();
    List<Pause> pauses = new ArrayList<>();
    for (GcSummary.Pause pause : summary.pauses()) {
      pauses.add(new Pause(pause, heap(used, pause.startNanos(), pause.endNanos())));
    }
    return new GcDetails(
        GcRecorded.of(trace),
        summary,
        collections(trace, range, used),
        pauses,
        SafepointTally.of(trace, range));
  }

  /** Returns the {@code limit} longest pauses, the longest first. */
  public List<Pause> longest(int limit) {
    return pauses.stream()
        .sorted(Comparator.comparingLong(row -> -row.pause().durationNanos()))
        .limit(limit)
        .toList();
  }

  private static List<Collection> collections(
      Trace trace, TimeRange range, Optional<Counter> used) {
    Slices slices = trace.slices();
    List<Collection> collections = new ArrayList<>();
    for (int s = slices.first(Track.GC); s < slices.end(Track.GC); s++) {
      if (range.touches(slices.startNanos(s), slices.endNanos(s))) {
        collections.add(
            new Collection(
                slices.startNanos(s),
                slices.endNanos(s),
                trace.strings().at(slices.name(s)),
                trace.strings().atOr(slices.detail(s), ""),
                slices.id(s),
                slices.amount(s),
                heap(used, slices.startNanos(s), slices.endNanos(s))));
      }
    }
    return collections;
  }

  private static Heap heap(Optional<Counter> used, long start, long end) {
    if (used.isEmpty()) {
      return Heap.UNKNOWN;
    }
    Counter counter = used.get();
    int first = firstAtOrAfter(counter, start);
    int last = firstAtOrAfter(counter, end + 1) - 1;
    return last <= first
        ? Heap.UNKNOWN
        : new Heap(
            OptionalLong.of((long) counter.values().at(first)),
            OptionalLong.of((long) counter.values().at(last)));
  }

  private static int firstAtOrAfter(Counter counter, long nanos) {
    return BinarySearch.first(0, counter.nanos().size(), i -> counter.nanos().at(i) >= nanos);
  }
}
