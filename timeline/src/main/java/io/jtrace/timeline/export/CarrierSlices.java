package io.jtrace.timeline.export;

import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/**
 * What carriers carried, for a row beside each: one slice per run, named after the virtual thread.
 */
final class CarrierSlices {
  static final String ROW = "carries";
  static final String CATEGORY = "carrier";

  private static final String UNKNOWN_THREAD = "(virtual thread not recorded)";

  private final Trace trace;
  private final ThreadRows rows;
  private final int[] carriers;

  /** Takes a run, the part of it that is shown, and the lane in which it overlaps no other. */
  interface Sink {
    void accept(int run, int lane, long startNanos, long endNanos) throws IOException;
  }

  CarrierSlices(Trace trace, ThreadRows rows, Processors processors) {
    this.trace = trace;
    this.rows = rows;
    carriers = processors.carriers();
  }

  /** Passes on the runs carrier by carrier, in order of their start. */
  void forEach(Sink sink) throws IOException {
    for (int carrier : carriers) {
      if (rows.isDrawn(carrier)) {
        forEachOf(carrier, sink);
      }
    }
  }

  private void forEachOf(int carrier, Sink sink) throws IOException {
    CarrierRuns runs = trace.carrierRuns();
    TimeRange window = rows.window();
    Lanes lanes = new Lanes();
    for (int run = runs.first(carrier); run < runs.end(carrier); run++) {
      long start = Math.max(runs.startNanos(run), window.startNanos());
      long end = Math.min(runs.endNanos(run), window.endNanos());
      if (start < end) {
        sink.accept(run, lanes.place(0, start, end), start, end);
      }
    }
  }

  /** Returns the name of a run. */
  String label(int run) {
    int thread = trace.carrierRuns().virtualThread(run);
    return thread < 0 ? UNKNOWN_THREAD : trace.threadName(thread);
  }

  /** Returns a number that two runs share only if they have the same name. */
  long key(int run) {
    int thread = trace.carrierRuns().virtualThread(run);
    return thread < 0 ? -1 : trace.threads().name(thread);
  }
}
