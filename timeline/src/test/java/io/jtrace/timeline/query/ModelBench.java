package io.jtrace.timeline.query;

import com.sun.management.OperatingSystemMXBean;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Measures what the way from a recording in memory to the finished trace with all its pyramids
 * costs. Not a test: {@code java ... ModelBench <recording> [passes]}.
 */
final class ModelBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ModelBench() {}

  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    int passes = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Locale.setDefault(Locale.ROOT);
    long before = usedBytes();
    Stage read = new Stage("read");
    Recording recording = RecordingReader.read(path);
    read.end();
    long events = recording.eventCount();
    long columns = usedBytes();
    System.out.printf(
        "%d events, %d threads, %d entries, columns %.1f B/event%n",
        events,
        recording.threads().size(),
        recording.threadRuns().size(),
        (columns - before) / (double) events);
    for (int pass = 0; pass < passes; pass++) {
      Stage model = new Stage("model");
      Trace trace = Traces.of(recording);
      model.end();
      long traceBytes = usedBytes();
      Stage pyramids = new Stage("pyramids");
      Pyramid[] all = new Pyramid[trace.threads().size()];
      for (int thread = 0; thread < all.length; thread++) {
        if (trace.spans().first(thread) < trace.spans().end(thread)) {
          all[thread] = Pyramid.of(trace.spans(), thread);
        }
      }
      pyramids.end();
      long pyramidBytes = usedBytes();
      System.out.printf(
          "   %d spans; trace %.1f B/event, pyramids %.2f B/span %d%n",
          trace.spans().size(),
          (traceBytes - columns) / (double) events,
          (pyramidBytes - traceBytes) / (double) trace.spans().size(),
          all.length);
    }
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static final class Stage {
    private final String name;
    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long wall = System.nanoTime();

    Stage(String name) {
      this.name = name;
    }

    void end() {
      System.out.printf(
          "%-10s %7.0f ms CPU %7.0f ms wall%n",
          name, (SYSTEM.getProcessCpuTime() - cpu) / 1e6, (System.nanoTime() - wall) / 1e6);
    }
  }
}
