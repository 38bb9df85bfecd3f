package io.jtrace.timeline.query;

import com.sun.management.OperatingSystemMXBean;
import io.jtrace.timeline.jfr.ReadOptions;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Measures what the way from a file to the finished trace with all its pyramids costs, stage by
 * stage, in processor time and in heap. Not a test: {@code ModelBench <recording> [passes
 * [workers]]}.
 */
final class ModelBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ModelBench() {}

  /** Prints a line for each pass. */
  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    int passes = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int workers = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    Locale.setDefault(Locale.ROOT);
    for (int pass = 0; pass < passes; pass++) {
      pass(path, workers);
    }
  }

  private static void pass(Path path, int workers) throws IOException {
    long empty = usedBytes();
    Stage read = new Stage();
    Recording recording = RecordingReader.read(path, ReadOptions.defaults().withWorkers(workers));
    read.end();
    long columns = usedBytes();
    Stage model = new Stage();
    Trace trace = Traces.of(recording, workers);
    model.end();
    long modelled = usedBytes();
    Stage pyramids = new Stage();
    Tiles tiles = Tiles.of(trace);
    tiles.buildAll(workers);
    pyramids.end();
    long built = usedBytes();
    double events = recording.eventCount();
    recording = null;
    long kept = usedBytes() - empty;
    double cpu = read.cpu + model.cpu + pyramids.cpu;
    double wall = read.wall + model.wall + pyramids.wall;
    System.out.printf(
        "read %s, model %s, pyramids %s; %.0f MB/s of CPU, %.0f ms wall; "
            + "columns %.1f + model %.1f + pyramids %.1f B/event, %.1f without the recording%n",
        read,
        model,
        pyramids,
        Files.size(path) / (cpu / 1e9) / 1e6,
        wall / 1e6,
        (columns - empty) / events,
        (modelled - columns) / events,
        (built - modelled) / events,
        kept / events);
    if (tiles.trace().spans().size() < 0) {
      throw new AssertionError("keeps the tiles alive until here");
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
      return "%.0f ms CPU %.0f ms wall".formatted(cpu / 1e6, wall / 1e6);
    }
  }
}
