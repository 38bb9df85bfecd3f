package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.analysis.TraceDiff;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffTextTest {
  private static final String RECORDED =
      """
      @recorded jtrace.ThreadStatus
      @recorded jdk.JavaMonitorEnter
      @recorded jtrace.VirtualThreadRunnable
      @recorded jdk.GCPhasePause
      @recorded jdk.SafepointStateSynchronization
      @recorded jtrace.TaskQueued
      @recorded jdk.ThreadStart
      @recorded jdk.JavaExceptionThrow
      """;
  private static final Trace BEFORE =
      TraceScript.of(
          RECORDED,
          "exec-1: RUNNING 0-90, BLOCKED 90-100 lock=a.Prices stack=A.get<A.run",
          "@pause 20-25 \"GC Pause\" detail=Allocation id=1");
  private static final Trace AFTER =
      TraceScript.of(
          RECORDED,
          "@recorded jdk.SocketRead",
          "exec-1: RUNNING 0-50, BLOCKED 50-200 lock=a.Prices stack=A.get<A.run");

  @Test
  void changes_areListedLargestFirst() {
    assertThat(text(BEFORE, AFTER))
        .isEqualTo(
            """
            A: before.out, 100 ms
            B: after.out, 200 ms
            Change is from A to B, per second of each trace.
            A cannot show: slow answers

            All threads by state  Threads A  Threads B   Time A   Time B  Change per s
            blocked                       1          1  10.0 ms   150 ms       +650 ms
            running                       1          1  90.0 ms  50.0 ms       \u2212650 ms

            Threads by name, state  Threads A  Threads B   Time A   Time B  Change per s
            exec-*, blocked                 1          1  10.0 ms   150 ms       +650 ms
            exec-*, running                 1          1  90.0 ms  50.0 ms       \u2212650 ms

            Waits by kind  Waits A  Waits B   Time A  Time B  Change per s
            monitor              1        1  10.0 ms  150 ms       +650 ms

            Waited for         Waits A  Waits B   Time A  Time B  Change per s
            a.Prices, blocked        1        1  10.0 ms  150 ms       +650 ms

            GC pauses by cause  Pauses A  Pauses B   Time A  Time B  Change per s
            Allocation                 1         0  5.00 ms    0 ns      \u221250.0 ms

            Waits by code, with callees   Time A  Time B  Change per s
            A.run                        10.0 ms  150 ms       +650 ms
            A.get                        10.0 ms  150 ms       +650 ms
            monitor enter a.Prices       10.0 ms  150 ms       +650 ms
            """);
  }

  @Test
  void samples_areComparedWhereBothTracesHaveThem() {
    Trace before = sampled("EXECUTION stack=A.sum<A.run", "ALLOCATION stack=A.copy weight=1000");
    Trace after = sampled("EXECUTION stack=B.sum<A.run", "ALLOCATION stack=A.copy weight=3000");

    assertThat(text(before, after))
        .contains(
            """
            On CPU by code, with callees  Samples A  Samples B  Change per s
            A.sum                                 1          0           \u221210
            B.sum                                 0          1           +10
            """,
            """
            Allocated by code, with callees   Size A   Size B  Change per s
            A.copy                           1.00 kB  3.00 kB      +20.0 kB
            """);
  }

  @Test
  void samplesOfTwoMeasures_areNotCompared() {
    assertThat(text(sampled("EXECUTION stack=A.sum"), sampled("CPU_TIME stack=A.sum weight=9")))
        .contains(
            """
            On CPU by code: no comparison
              A: samples of Java code by wall time (jdk.ExecutionSample)
              B: samples by CPU time (jdk.CPUTimeSample), native code included
            """);
  }

  private static Trace sampled(String... samples) {
    List<String> lines = new ArrayList<>(List.of("main: RUNNING 0-100"));
    for (String sample : samples) {
      lines.add("@sample main 5 " + sample);
    }
    return TraceScript.of(lines.toArray(String[]::new));
  }

  private static String text(Trace before, Trace after) {
    Comparison comparison =
        Comparison.of(
            "before.out",
            new TraceDiff.Side(before, before.range()),
            "after.out",
            new TraceDiff.Side(after, after.range()));
    return new DiffText(comparison).text();
  }
}
