package io.jtrace.web.api;

import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import java.util.List;

/** Who was on which processor when, as columns of the single file. */
final class EmbeddedProcessors {
  private static final int RUNNING = 0;
  private static final int PREEMPTED = 1;
  private static final int UNDETERMINED = 2;

  // By processor.
  private final ColumnBytes numbers = new ColumnBytes();
  private final ColumnBytes counts = new ColumnBytes();

  // By span.
  private final ColumnBytes gaps = new ColumnBytes();
  private final ColumnBytes lengths = new ColumnBytes();
  private final ColumnBytes threads = new ColumnBytes();
  private final ColumnBytes kinds = new ColumnBytes();

  private EmbeddedProcessors() {}

  static EmbeddedProcessors of(Trace trace) {
    CpuTracks cpus = CpuTracks.of(trace);
    EmbeddedProcessors embedded = new EmbeddedProcessors();
    for (int place = 0; place < cpus.size(); place++) {
      embedded.add(cpus, cpus.track(place));
    }
    return embedded;
  }

  private void add(CpuTracks cpus, int track) {
    numbers.add(cpus.cpu(track));
    counts.add(cpus.end(track) - cpus.first(track));
    long lastEnd = 0;
    for (int span = cpus.first(track); span < cpus.end(track); span++) {
      long start = cpus.startNanos(span);
      gaps.addSigned(start - lastEnd);
      lastEnd = cpus.endNanos(span);
      lengths.add(Math.max(0, lastEnd - start));
      threads.add(cpus.thread(span) + 1);
      kinds.add(kind(cpus, span));
    }
  }

  private static int kind(CpuTracks cpus, int span) {
    if (cpus.state(span) != State.RUNNING) {
      return UNDETERMINED;
    }
    return cpus.isPreempted(span) ? PREEMPTED : RUNNING;
  }

  List<ColumnBytes> columns() {
    return List.of(numbers, counts, gaps, lengths, threads, kinds);
  }
}
