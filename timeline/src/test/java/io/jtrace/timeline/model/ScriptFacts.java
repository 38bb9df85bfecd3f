package io.jtrace.timeline.model;

import java.util.List;

/** The facts of every drawn trace but its length. */
final class ScriptFacts {
  private ScriptFacts() {}

  static TraceFacts of(long durationNanos) {
    TraceFacts.Jvm jvm =
        new TraceFacts.Jvm(
            "OpenJDK 64-Bit Server VM",
            "17.0.15+6",
            17,
            4242,
            "com.acme.Main",
            "-Xmx1g",
            "G1",
            2,
            1L << 30,
            8,
            "Drawn CPU",
            "Linux");
    return new TraceFacts(
        1_700_000_000_000_000_000L, durationNanos, 0, 1, 0, List.of(jvm), CpuSource.NONE);
  }
}
