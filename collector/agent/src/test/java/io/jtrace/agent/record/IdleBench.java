package io.jtrace.agent.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the agent costs a busy HTTP server while nothing is recorded.
 *
 * <p>Two servers run side by side, one with the agent, and are read over the same windows, so that
 * neighbours hit both alike. Two JVMs never compile quite the same code: several pairs are started,
 * and the spread between pairs tells how much that matters.
 */
public final class IdleBench {

  private static final int PAIRS = 6;
  private static final long SETTLE_MILLIS = 8_000; // the agent has warmed JFR up by then

  private IdleBench() {}

  /**
   * Runs.
   *
   * @param arguments the agent's jar, rounds, milliseconds per window, work per request
   */
  public static void main(String[] arguments) throws Exception {
    String agent = "-javaagent:" + arguments[0] + "=listen=127.0.0.1:0,quiet";
    int rounds = Integer.parseInt(arguments[1]);
    int windowMillis = Integer.parseInt(arguments[2]);
    List<Double> pairs = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      try (LoadedServer plain = new LoadedServer(List.of(), arguments[3]);
          LoadedServer agented = new LoadedServer(List.of(agent), arguments[3])) {
        Thread.sleep(SETTLE_MILLIS);
        double ratio = compare(plain, agented, rounds, windowMillis);
        pairs.add(ratio);
        System.out.printf(Locale.ROOT, "pair %d: %+.1f %%%n", pair + 1, 100 * (ratio - 1));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "JDK %s: idle agent %+.1f %% (median of %d pairs)%n",
        System.getProperty("java.version"),
        100 * (OverheadBench.quantile(pairs, 0.5) - 1),
        PAIRS);
  }

  private static double compare(
      LoadedServer plain, LoadedServer agented, int rounds, int windowMillis) throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      LoadedServer.Reading plainBefore = plain.read();
      LoadedServer.Reading agentedBefore = agented.read();
      Thread.sleep(windowMillis);
      ratios.add(
          agented.read().cpuMicrosPerRequest(agentedBefore)
              / plain.read().cpuMicrosPerRequest(plainBefore));
    }
    return OverheadBench.quantile(ratios, 0.5);
  }
}
