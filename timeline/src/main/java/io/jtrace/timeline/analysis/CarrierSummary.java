package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What the carriers of virtual threads did.
 *
 * @param carriers busiest first
 */
public record CarrierSummary(List<Carrier> carriers) {
  /**
   * One carrier.
   *
   * @param busyNanos with a virtual thread mounted
   * @param lifeNanos alive within the range
   * @param virtualThreads different ones
   * @param pinnedNanos held by virtual threads that waited without leaving it
   */
  public record Carrier(
      int thread, long busyNanos, long lifeNanos, int runs, int virtualThreads, long pinnedNanos) {}

  /** Copies the list. */
  public CarrierSummary {
    carriers = List.copyOf(carriers);
  }

  /** Returns what carriers did in {@code range}. */
  public static CarrierSummary of(Trace trace, TimeRange range, Pinning pinning) {
    IntColumn threads = trace.carrierRuns().carriers();
    List<Carrier> carriers = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      carriers.add(of(trace, range, threads.at(i), pinning));
    }
    carriers.sort(
        Comparator.comparingLong((Carrier carrier) -> -carrier.busyNanos())
            .thenComparingInt(Carrier::thread));
    return new CarrierSummary(carriers);
  }

  private static Carrier of(Trace trace, TimeRange range, int carrier, Pinning pinning) {
    CarrierRuns runs = trace.carrierRuns();
    BitSet virtualThreads = new BitSet();
    long busy = 0;
    int count = 0;
    int run = runs.firstEndingAfter(carrier, range.startNanos());
    for (; run < runs.end(carrier) && runs.startNanos(run) < range.endNanos(); run++) {
      busy += range.overlapNanos(runs.startNanos(run), runs.endNanos(run));
      count++;
      if (runs.virtualThread(run) >= 0) {
        virtualThreads.set(runs.virtualThread(run));
      }
    }
    long life =
        range.overlapNanos(trace.threads().startNanos(carrier), trace.threads().endNanos(carrier));
    return new Carrier(
        carrier, busy, life, count, virtualThreads.cardinality(), pinning.nanosOn(carrier));
  }
}
