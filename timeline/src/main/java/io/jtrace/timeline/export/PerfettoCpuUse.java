package io.jtrace.timeline.export;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.CpuUse;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.function.IntToLongFunction;

/**
 * Writes by thread which share of the time it was on a processor, and which it waited for one. A
 * value is the mean from one count of the operating system to the next.
 */
final class PerfettoCpuUse {
  private final Trace trace;
  private final ThreadRows rows;
  private final PerfettoTracks tracks;
  private final EventWriter events;

  PerfettoCpuUse(Trace trace, ThreadRows rows, PerfettoTracks tracks, EventWriter events) {
    this.trace = trace;
    this.rows = rows;
    this.tracks = tracks;
    this.events = events;
  }

  void write() throws IOException {
    CpuUse use = trace.cpuUse();
    for (int thread : rows.inOrder()) {
      write(thread, "on a processor", use::runNanos);
      write(thread, "waiting for a processor", use::waitNanos);
    }
  }

  /** Nothing but zeros is no counter. */
  private void write(int thread, String label, IntToLongFunction count) throws IOException {
    CpuUse use = trace.cpuUse();
    TimeRange window = rows.window();
    long track = -1;
    int last = use.end(thread) - 1;
    for (int row = use.first(thread); row < last; row++) {
      long start = Math.max(use.nanos(row), window.startNanos());
      if (start >= Math.min(use.nanos(row + 1), window.endNanos())) {
        continue;
      }
      long grown = Math.max(0, count.applyAsLong(row + 1) - count.applyAsLong(row));
      if (track < 0 && grown > 0) {
        track = tracks.threadCounter(thread, label, Counter.Unit.RATIO);
      }
      if (track >= 0) {
        double share = (double) grown / (use.nanos(row + 1) - use.nanos(row));
        events.counter(track, start, share * CounterSteps.PERCENT_OF_ONE);
      }
    }
    if (track >= 0 && window.touches(use.nanos(last), use.nanos(last))) {
      events.counter(track, use.nanos(last), 0);
    }
  }
}
