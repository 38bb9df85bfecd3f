package io.jtrace.timeline.export;

import io.jtrace.timeline.analysis.NaturalOrder;
import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.BinarySearch;
import io.jtrace.timeline.table.IntColumn;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What a viewer of schedulers takes for processors: the machine's, where the recording tells who
 * was on them, under their own numbers; and the carriers, on which virtual threads run. Carriers
 * are numbered from 0 in the order of their names, or from the next hundred above the processors.
 */
final class Processors {
  /** Importers abort at this number. */
  static final int MAX_PROCESSORS = 4_096;

  private static final int CARRIER_STEP = 100;

  private final Trace trace;
  private final int[] carriers;
  private final int firstCarrier;
  private final int[] processorOfThread;
  private final Occupancy runs;
  private final Occupancy slices;

  private Processors(Trace trace) {
    this.trace = trace;
    CarrierRuns carrierRuns = trace.carrierRuns();
    CpuSlices cpuSlices = trace.cpuSlices();
    carriers = byName(trace);
    firstCarrier = firstCarrier(cpuSlices.cpus());
    processorOfThread = new int[trace.threads().size()];
    Arrays.fill(processorOfThread, -1);
    for (int i = 0; i < carriers.length && firstCarrier + i < MAX_PROCESSORS; i++) {
      processorOfThread[carriers[i]] = firstCarrier + i;
    }
    runs =
        Occupancy.of(
            carrierRuns.size(),
            run -> ofCarrier(carrierRuns.carrier(run)),
            carrierRuns::startNanos,
            carrierRuns::endNanos);
    slices =
        Occupancy.of(
            cpuSlices.size(),
            slice -> cpuSlices.cpu(slice) < MAX_PROCESSORS ? cpuSlices.cpu(slice) : -1,
            cpuSlices::startNanos,
            cpuSlices::endNanos);
  }

  static Processors of(Trace trace) {
    return new Processors(trace);
  }

  private static int[] byName(Trace trace) {
    IntColumn ids = trace.carrierRuns().carriers();
    Integer[] byName = new Integer[ids.size()];
    Arrays.setAll(byName, ids::at);
    Arrays.sort(
        byName,
        Comparator.<Integer, String>comparing(trace::threadName, NaturalOrder::compare)
            .thenComparing(thread -> thread));
    return Arrays.stream(byName).mapToInt(Integer::intValue).filter(id -> id >= 0).toArray();
  }

  private static int firstCarrier(IntColumn cpus) {
    int above = 0;
    for (int i = 0; i < cpus.size(); i++) {
      if (cpus.at(i) < MAX_PROCESSORS) {
        above = Math.max(above, cpus.at(i) + 1);
      }
    }
    return (above + CARRIER_STEP - 1) / CARRIER_STEP * CARRIER_STEP;
  }

  /** Returns the carriers in the order of their numbers. */
  int[] carriers() {
    return carriers;
  }

  /** Returns the number under which a thread that carries is a processor, or -1. */
  int ofCarrier(int thread) {
    return thread < 0 ? -1 : processorOfThread[thread];
  }

  /** Returns which runs of carriers count. */
  Occupancy runs() {
    return runs;
  }

  /** Returns which slices of the machine's processors count. */
  Occupancy slices() {
    return slices;
  }

  /**
   * Returns the run, one that counts, in which {@code virtualThread} was on {@code carrier} at
   * {@code nanos}; -1 where there is none.
   */
  int runAt(int virtualThread, int carrier, long nanos) {
    CarrierRuns all = trace.carrierRuns();
    if (ofCarrier(carrier) < 0) {
      return -1;
    }
    int run =
        BinarySearch.first(all.first(carrier), all.end(carrier), i -> all.startNanos(i) > nanos)
            - 1;
    boolean isFound =
        run >= all.first(carrier)
            && all.virtualThread(run) == virtualThread
            && all.endNanos(run) > nanos
            && runs.counts(run);
    return isFound ? run : -1;
  }
}
