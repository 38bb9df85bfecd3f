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
 * costs, in processor time and in heap. Not a test: {@code ModelBench <recording> [passes
 * [workers]]}.
 */
final class ModelBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ModelBench() {}

  /** Prints a line for each pass. */
  public static void main(String[] args) throws IOException {
    int passes = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int workers = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    Locale.setDefault(Locale.ROOT);
    long empty = usedBytes();
    Recording recording = RecordingReader.read(Path.of(args[0]));
    long columns = usedBytes();
    long events = recording.eventCount();
    System.out.printf(
        "%d events, %d threads, %d entries; columns %.1f B/event%n",
        events,
        recording.threads().size(),
        recording.threadRuns().size(),
        (columns - empty) / (double) events);
    for (int pass = 0; pass < passes; pass++) {
      Stage model = new Stage();
      Trace trace = Traces.of(recording, workers);
      model.end();
      long modelBytes = usedBytes() - columns;
      Stage pyramids = new Stage();
      Tiles tiles = Tiles.of(trace);
      tiles.buildAll(workers);
      pyramids.end();
      System.out.printf(
          "model %s, pyramids %s = %.0f ns/event; %d spans; model %.1f B/event, "
              + "pyramids %.2f B/span%n",
          model,
          pyramids,
          (model.cpu + pyramids.cpu) / (double) events,
          tiles.trace().spans().size(),
          modelBytes / (double) events,
          (usedBytes() - columns - modelBytes) / (double) trace.spans().size());
      if (tiles.tile(0, 0, 0).count() < 0) {
        throw new AssertionError("keeps the tiles alive until here");
      }
    }
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static final class Stage {
    private long cpu = SYSTEM.getProcessCpuTime();
    private long wall = System.nanoTime();

    void end() {
      cpu = SYSTEM.getProcessCpuTime() - cpu;
      wall = System.nanoTime() - wall;
    }

    @Override
    public String toString() {
      return "%4.0f ms CPU %4.0f ms wall".formatted(cpu / 1e6, wall / 1e6);
    }
  }
}
