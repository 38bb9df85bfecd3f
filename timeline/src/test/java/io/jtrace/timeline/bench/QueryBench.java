package io.jtrace.timeline.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.jtrace.timeline.model.SyntheticTrace;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.query.GroupSums;
import io.jtrace.timeline.query.Tile;
import io.jtrace.timeline.query.TilePayload;
import io.jtrace.timeline.query.Tiles;
import io.jtrace.timeline.table.IntColumn;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures what the timeline's answers cost the server: processor time and bytes for the tiles of
 * 60 rows at any place and zoom, and the pyramids they come from. Not a test: {@code QueryBench
 * [spans threads [answers]]}.
 *
 * <p>JMH samples the wall clock; on a busy machine its percentiles are those of the neighbours. So
 * each answer is timed by the processor time of its thread.
 */
final class QueryBench {
  private static final int ROWS = 60;
  private static final int WIDTH_PIXELS = 1920;
  private static final int TILE_HEAD_BYTES = 16;
  private static final int MAX_ZOOM_BITS = 16;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Tiles tiles;
  private final int threads;
  private final int answers;
  private final Random random = new Random(7);
  private final List<List<String>> rows = new ArrayList<>();

  private QueryBench(Tiles tiles, int threads, int answers) {
    this.tiles = tiles;
    this.threads = threads;
    this.answers = answers;
  }

  /** Prints a table of the pyramids and one of the answers. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int spans = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    int answers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 400;
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    System.out.printf(
        "JDK %s, %d processors, load %.1f%n",
        System.getProperty("java.version"),
        system.getAvailableProcessors(),
        system.getSystemLoadAverage());
    Trace trace = SyntheticTrace.of(spans, threads, 1);
    Tiles tiles = pyramids(trace);
    QueryBench bench = new QueryBench(tiles, threads, answers);
    bench.sweep(false); // until the compiler has seen all of it
    bench.rows.clear();
    bench.sweep(true);
    bench.print("zoom");
    bench.group();
    bench.print("group of all");
  }

  private void print(String what) {
    Markdown.print(List.of(what, "p50 ms", "p99 ms", "max ms", "mean kB", "max kB"), rows);
    rows.clear();
  }

  /** Sums up all threads as one group, then asks for what a screen shows of it. */
  private void group() {
    IntColumn.Builder all = new IntColumn.Builder();
    for (int thread = 0; thread < threads; thread++) {
      all.add(thread);
    }
    long start = THREADS.getCurrentThreadCpuTime();
    GroupSums sums = GroupSums.of(tiles.trace(), all.build());
    row("sums", List.of(new Answer(THREADS.getCurrentThreadCpuTime() - start, 0)));
    for (int bits = 0; bits <= MAX_ZOOM_BITS; bits += 4) {
      for (int i = 0; i < answers / 4; i++) {
        groupAnswer(sums, bits); // until the compiler has seen it
      }
      List<Answer> ofZoom = new ArrayList<>();
      for (int i = 0; i < answers; i++) {
        ofZoom.add(groupAnswer(sums, bits));
      }
      row("x" + (1 << bits), ofZoom);
    }
  }

  private Answer groupAnswer(GroupSums sums, int zoomBits) {
    Window window = window(zoomBits);
    long start = THREADS.getCurrentThreadCpuTime();
    int sizeBytes = 0;
    for (int index = window.first; index <= window.last; index++) {
      sizeBytes += TILE_HEAD_BYTES + sums.tile(window.level, index).payload().length;
    }
    return new Answer(THREADS.getCurrentThreadCpuTime() - start, sizeBytes);
  }

  private record Window(int level, int first, int last) {}

  /** Returns the tiles of a screen anywhere in the trace. */
  private Window window(int zoomBits) {
    long lengthNanos = SyntheticTrace.DURATION_NANOS >> zoomBits;
    long from = (long) (random.nextDouble() * (SyntheticTrace.DURATION_NANOS - lengthNanos));
    int level = 63 - Long.numberOfLeadingZeros(Math.max(1, lengthNanos / WIDTH_PIXELS));
    long tileNanos = (long) Tile.BUCKETS << level;
    return new Window(
        level, (int) (from / tileNanos), (int) ((from + lengthNanos - 1) / tileNanos));
  }

  /** Builds all pyramids some times; those of the last time are used. */
  private static Tiles pyramids(Trace trace) {
    int spans = trace.spans().size();
    List<List<String>> rows = new ArrayList<>();
    Tiles tiles = Tiles.of(trace);
    for (int pass = 0; pass < 5; pass++) {
      tiles = Tiles.of(trace); // and lets go of those before
      long before = usedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      tiles.buildAll(1);
      double cpuNanos = THREADS.getCurrentThreadCpuTime() - start;
      double bytes = usedBytes() - before;
      rows.add(
          List.of(
              String.valueOf(spans),
              Markdown.digits(0, cpuNanos / 1e6),
              Markdown.digits(1, spans * 1e3 / cpuNanos),
              Markdown.digits(2, bytes / spans)));
    }
    Markdown.print(List.of("spans", "build CPU ms", "M spans/s", "bytes a span"), rows);
    return tiles;
  }

  private void sweep(boolean isCounted) {
    List<Answer> all = new ArrayList<>();
    for (int bits = 0; bits <= MAX_ZOOM_BITS; bits++) {
      List<Answer> ofZoom = new ArrayList<>();
      for (int i = 0; i < (isCounted ? answers : answers / 4 + 1); i++) {
        ofZoom.add(answer(bits, i));
      }
      row("x" + (1 << bits), ofZoom);
      all.addAll(ofZoom);
    }
    row("all", all);
  }

  private record Answer(long cpuNanos, int sizeBytes) {}

  /** Asks for what a screen shows: every second time of the rows with the most spans. */
  private Answer answer(int zoomBits, int number) {
    Window window = window(zoomBits);
    int firstRow = number % 2 == 0 ? 0 : random.nextInt(Math.max(1, threads - ROWS));
    long start = THREADS.getCurrentThreadCpuTime();
    int sizeBytes = 0;
    for (int row = firstRow; row < firstRow + ROWS; row++) {
      for (int index = window.first; index <= window.last; index++) {
        Tile tile = tiles.tile(row, window.level, index);
        sizeBytes += TILE_HEAD_BYTES + TilePayload.of(tiles, tile).length;
      }
    }
    return new Answer(THREADS.getCurrentThreadCpuTime() - start, sizeBytes);
  }

  private void row(String zoom, List<Answer> of) {
    long[] nanos = of.stream().mapToLong(Answer::cpuNanos).sorted().toArray();
    rows.add(
        List.of(
            zoom,
            millis(nanos[nanos.length / 2]),
            millis(nanos[(int) (nanos.length * 0.99)]),
            millis(nanos[nanos.length - 1]),
            kilobytes(of.stream().mapToInt(Answer::sizeBytes).average().orElse(0)),
            kilobytes(of.stream().mapToInt(Answer::sizeBytes).max().orElse(0))));
  }

  private static String millis(long nanos) {
    return Markdown.digits(2, nanos / 1e6);
  }

  private static String kilobytes(double bytes) {
    return Markdown.digits(0, bytes / 1e3);
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
