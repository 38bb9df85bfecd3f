package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the threads that carry virtual threads did.
 *
 * @param carriers that lived in the range, by name
 */
public record CarrierSummary(List<Carrier> carriers) {
  /**
   * A carrier.
   *
   * @param busyNanos how long a virtual thread was mounted
   * @param lifeNanos how long the carrier lived within the range
   * @param runs that touch the range
   * @param virtualThreads how many different ones ran on it
   * @param pinnedNanos how long a virtual thread held it while it waited; empty if pinning is not
   *     recorded
   */
  public record Carrier(
      int thread,
      String name,
      long busyNanos,
      long lifeNanos,
      long runs,
      int virtualThreads,
      OptionalLong pinnedNanos) {}

  /** Copies the list. */
  public CarrierSummary {
    carriers = List.copyOf(carriers);
  }

  /** Sums up the runs that touch {@code range}. */
  public static CarrierSummary of(Trace trace, TimeRange range) {
    Map<Integer, Long> pinned = new HashMap<>();
    PinnedStretches.each(
        trace,
        range,
        thread -> true,
        stretch ->
            pinned.merge(
                stretch.carrier(),
                range.overlapNanos(stretch.startNanos(), stretch.endNanos()),
                Long::sum));
    List<Carrier> carriers = new ArrayList<>();
    for (int i = 0; i < trace.carrierRuns().carriers().size(); i++) {
      int carrier = trace.carrierRuns().carriers().at(i);
      if (range.touches(trace.threads().startNanos(carrier), trace.threads().endNanos(carrier))) {
        carriers.add(carrier(trace, range, carrier, pinned.getOrDefault(carrier, 0L)));
      }
    }
    carriers.sort(
        Comparator.comparing(Carrier::name, NaturalOrder::compare).thenComparing(Carrier::thread));
    return new CarrierSummary(carriers);
  }

  private static Carrier carrier(Trace trace, TimeRange range, int carrier, long pinnedNanos) {
    CarrierRuns runs = trace.carrierRuns();
    Set<Integer> virtualThreads = new HashSet<>();
    long busyNanos = 0;
    int first = runs.firstEndingAfter(carrier, range.startNanos());
    int run = first;
    while (run < runs.end(carrier) && runs.startNanos(run) < range.endNanos()) {
      busyNanos += range.overlapNanos(runs.startNanos(run), runs.endNanos(run));
      virtualThreads.add(runs.virtualThread(run));
      run++;
    }
    long lifeNanos =
        range.overlapNanos(trace.threads().startNanos(carrier), trace.threads().endNanos(carrier));
    return new Carrier(
        carrier,
        trace.threadName(carrier),
        busyNanos,
        lifeNanos,
        run - first,
        virtualThreads.size(),
        Recorded.value(trace, "jdk.VirtualThreadPinned", pinnedNanos));
  }
}
