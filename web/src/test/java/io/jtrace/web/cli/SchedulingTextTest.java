package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.SchedulingOverview;
import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import io.jtrace.web.load.LoadedTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SchedulingTextTest {
  private static final Trace SCHEDULED =
      Traces.of(
          RecordingScript.of(
              "duration 100",
              "virtual v-1",
              "virtual v-2",
              "thread carrier-1",
              "thread main osId=7",
              "settings jdk.VirtualThreadStart enabled=true",
              "CPUInformation - 0 hwThreads=1",
              "jtrace.ThreadCpu main 0 thread=main runNanos=0 waitNanos=0 slices=1",
              "jtrace.ThreadCpu main 100 thread=main runNanos=30ms waitNanos=4ms slices=8",
              "jtrace.VirtualThreadRunnable main 40 virtualThread=v-1",
              "jtrace.VirtualThreadRun carrier-1 41-70 virtualThread=v-1 reason=7",
              "VirtualThreadPinned v-1 50-60 pinnedReason=Native blockingOperation=LockSupport.park"
                  + " stack=jdk.internal.P.park<A.lock<A.run",
              "jtrace.VirtualThreadRunnable main 45 virtualThread=v-2",
              "jtrace.VirtualThreadRun carrier-1 70-80 virtualThread=v-2 reason=7",
              "jtrace.TaskQueued carrier-1 30 submitter=main executorClass=Pool executor=26"
                  + " queuedNanos=5ms queueSize=3"));

  private static String text(Trace trace) {
    StringBuilder out = new StringBuilder();
    SchedulingText.append(SchedulingOverview.of(trace, trace.range(), Grouping.NAME, null, 1), out);
    return out.toString();
  }

  @Test
  void schedulers_areSummedUpTheWorstFirst() {
    assertThat(text(SCHEDULED))
        .contains(
            "Scheduler latency: 2 waits for a carrier or processor, 26.0 ms together; half up to"
                + " 1.00 ms, 99 % up to 25.0 ms, the longest 25.0 ms at 45.0 ms",
            "Pinning: virtual threads held on to their carrier 1 time, 10.0 ms together; others had"
                + " no carrier for 10.0 ms")
        .containsPattern("v-\\* +2 +26.0 ms +1.00 ms +25.0 ms +25.0 ms\n")
        .containsPattern("A.lock +1 +10.0 ms +10.0 ms +LockSupport.park +Native\n")
        .containsPattern("main +v-\\* +unparked +2 +26.0 ms +25.0 ms\n")
        .containsPattern("Pool@1a +1 +5.00 ms +5.00 ms +5.00 ms +5.00 ms +3\n")
        .containsPattern("CPU by schedstat +Ran +Waited for CPU +Slices\n")
        .containsPattern("main +30.0 ms +4.00 ms +7\n");
  }

  @Test
  void whatIsNotRecorded_isSaid() {
    assertThat(text(TraceScript.of("main: RUNNING 0-10")))
        .isEqualTo(
            """

            Scheduler latency: not recorded (virtual threads: JDK 21 or newer with hooks=on)

            Pinning: not recorded

            Executor queues: not recorded

            CPU: time on processors by thread is not recorded
            """);
  }

  @Test
  void moreRunnableThanProcessors_isStarvation() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      lines.append("virtual v-%d: RUNNABLE %d-20, RUNNING 20-30\n".formatted(i, i));
    }
    lines.append("@counter container.throttled NANOS 5=0 15=3000000");

    assertThat(text(TraceScript.of(lines.toString())))
        .contains(
            "The container was throttled for 3.00 ms",
            "More threads were runnable than there are processors, at the longest for 12.0 ms at"
                + " 8.00 ms (up to 9)");
  }

  @Test
  void info_tellsWhatIsKnown() {
    LoadedTrace loaded = new LoadedTrace("t.jfr", Path.of("t.jfr"), false, SCHEDULED);

    assertThat(new InfoText(loaded).text(false))
        .containsPattern("Schedule 2 runs of virtual threads on 1 carrier, ")
        .containsPattern("processor times by schedstat,\\s+1 executor queue\n");
  }
}
