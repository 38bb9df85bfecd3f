package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.analysis.TraceDiff;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
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
            Change is from A to B, in time per second of each trace.
            A cannot show: slow answers

            Threads by name, state  Threads A  Threads B   Time A   Time B  Change per s
            exec-*, blocked                 1          1  10.0 ms   150 ms       +650 ms
            exec-*, running                 1          1  90.0 ms  50.0 ms       \u2212650 ms

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

  private static String text(Trace before, Trace after) {
    TraceDiff diff =
        TraceDiff.of(
            new TraceDiff.Side(before, before.range()), new TraceDiff.Side(after, after.range()));
    return new DiffText("before.out", "after.out", diff).text();
  }
}
