package io.jtrace.agent.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What recording costs a busy HTTP server, in processor time per request.
 *
 * <p>The configurations take turns in one JVM, each window between two in which nothing records, so
 * that warm-up, frequency and neighbours hit all alike. A row says the median over all rounds of
 * the ratio to the mean of its two neighbours. Clients run in this process, the server in another
 * one, and only that one's time is counted.
 */
public final class OverheadBench {

  private static final class Row {
    private final String config;
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> micros = new ArrayList<>();
    private final List<Double> bytesPerSecond = new ArrayList<>();

    Row(String config) {
      this.config = config;
    }

    void print(double idleBestMicros) {
      System.out.printf(
          Locale.ROOT,
          "%-24s %8.2f us  %+6.1f %%  %+6.1f %% (%+5.1f .. %+5.1f)  %7.2f MB/s%n",
          config,
          quantile(micros, BEST),
          100 * (quantile(micros, BEST) / idleBestMicros - 1),
          100 * (quantile(ratios, 0.5) - 1),
          100 * (quantile(ratios, 0.25) - 1),
          100 * (quantile(ratios, 0.75) - 1),
          quantile(bytesPerSecond, 0.5) / 1e6);
    }
  }

  private static final double BEST = 0.1;

  private OverheadBench() {}

  /**
   * Runs.
   *
   * @param arguments rounds, milliseconds per window, work per request (0: none, no pool), then
   *     configurations as in {@link BenchRecording}
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    int windowMillis = Integer.parseInt(arguments[1]);
    List<Row> rows = new ArrayList<>();
    Arrays.stream(arguments).skip(3).forEach(config -> rows.add(new Row(config)));
    try (LoadedServer server = new LoadedServer(nativeAccess(), arguments[2])) {
      Thread.sleep(5_000); // until the compiler has settled
      measure(server, rows, Math.min(3, rounds), windowMillis); // and with recordings, too
      rows.forEach(row -> row.ratios.clear());
      rows.forEach(row -> row.micros.clear());
      rows.forEach(row -> row.bytesPerSecond.clear());
      List<Double> idle = measure(server, rows, rounds, windowMillis);
      System.out.printf(
          Locale.ROOT,
          "JDK %s, %d processors, work %s, %d rounds of %d ms%n"
              + "%-24s     best     best  median (quartiles)%n%-24s %8.2f us%n",
          System.getProperty("java.version"),
          Runtime.getRuntime().availableProcessors(),
          arguments[2],
          rounds,
          windowMillis,
          "",
          "nothing records",
          quantile(idle, BEST));
      rows.forEach(row -> row.print(quantile(idle, BEST)));
    }
  }

  /** The server has no agent that would get it. */
  private static List<String> nativeAccess() {
    return Runtime.version().feature() < 22
        ? List.of()
        : List.of("--enable-native-access=ALL-UNNAMED");
  }

  private static List<Double> measure(
      LoadedServer server, List<Row> rows, int rounds, int windowMillis) throws Exception {
    List<Double> idle = new ArrayList<>();
    double before = window(server, windowMillis);
    for (int round = 0; round < rounds; round++) {
      for (Row row : rows) {
        server.ask("record " + row.config);
        double recording = window(server, windowMillis);
        long bytes = Long.parseLong(server.ask("stop"));
        double after = window(server, windowMillis);
        row.micros.add(recording);
        row.ratios.add(recording / ((before + after) / 2));
        row.bytesPerSecond.add(bytes * 1e3 / windowMillis);
        idle.add(after);
        before = after;
      }
    }
    return idle;
  }

  private static double window(LoadedServer server, int millis) throws Exception {
    Thread.sleep(100); // what starting or stopping a recording costs is another question
    LoadedServer.Reading before = server.read();
    Thread.sleep(millis);
    return server.read().cpuMicrosPerRequest(before);
  }

  static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
