package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.RecordingScript;
import org.junit.jupiter.api.Test;

final class TracedMethodsTest {
  private static final String PARK = "method=java.lang.VirtualThread.park";
  private static final String PARK_NANOS = "method=java.lang.VirtualThread.parkNanos";
  private static final String YIELD = "method=java.lang.VirtualThread.tryYield";
  private static final String WAIT = "method=java.lang.Object.wait";

  private static Trace trace(String... lines) {
    return Traces.of(
        RecordingScript.of("duration 100", "virtual v", "thread main", String.join("\n", lines)));
  }

  @Test
  void virtualThread_waitsInTracedMethodsAndIsUndeterminedBetween() {
    Trace trace =
        trace(
            "VirtualThreadStart v 5 javaThreadId=1",
            "MethodTrace v 10-20 " + PARK + " stack=java.lang.VirtualThread.park<A.take",
            "MethodTrace v 30-40 " + PARK_NANOS,
            "MethodTrace v 50-52 " + YIELD,
            "MethodTrace v 60-70 method=com.acme.Shop.buy");

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 5-10",
            "PARKED 10-20 park",
            "UNDETERMINED 20-30",
            "PARKED 30-40 park",
            "UNDETERMINED 40-50",
            "RUNNABLE 50-52 yield",
            "UNDETERMINED 52-100");
    assertThat(trace.spans().stack(1)).isNotNegative();
    assertThat(trace.diagnostics().entries())
        .filteredOn(entry -> entry.diagnostic() == Diagnostic.LIMIT)
        .anySatisfy(entry -> assertThat(entry.detail()).contains("calls of traced methods"));
  }

  @Test
  void operationThatParks_saysMore() {
    Trace trace =
        trace(
            "VirtualThreadStart v 0 javaThreadId=1",
            "ThreadSleep v 10-20 time=10",
            "MethodTrace v 11-19 " + PARK_NANOS);

    assertThat(SpanText.of(trace, "v"))
        .containsExactly("UNDETERMINED 0-10", "SLEEPING 10-20 sleep", "UNDETERMINED 20-100");
  }

  @Test
  void wait_hasTheLengthOfTheCallAndTheClassOfItsEvent() {
    Trace trace =
        trace(
            "VirtualThreadStart v 0 javaThreadId=1",
            "MethodTrace v 10-30 " + WAIT,
            "MethodTrace v 11-29 " + WAIT,
            "JavaMonitorWait v 28-28.5 monitorClass=Pool notifier=main",
            "VirtualThreadEnd v 50 javaThreadId=1");

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10", "WAITING 10-30 monitor wait Pool", "UNDETERMINED 30-50");
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isZero();
  }

  @Test
  void platformThread_hasItsOwnEventsForIt() {
    Trace trace =
        trace(
            "settings jdk.JavaMonitorWait enabled=true",
            "JavaMonitorWait main 10-20 monitorClass=Pool",
            "MethodTrace main 9-21 " + WAIT,
            "JavaMonitorWait main 30-40 monitorClass=Pool");

    assertThat(SpanText.of(trace, "main"))
        .contains("WAITING 10-20 monitor wait Pool", "WAITING 30-40 monitor wait Pool");
  }

  @Test
  void threadWhoseRunsAreRecorded_needsNoTracedMethods() {
    Trace trace =
        trace(
            "jtrace.VirtualThreadRunnable main 1 virtualThread=v",
            "jtrace.VirtualThreadRun main 2-10 virtualThread=v reason=1",
            "MethodTrace v 9-21 " + PARK,
            "jtrace.VirtualThreadRunnable main 18 virtualThread=v",
            "jtrace.VirtualThreadRun main 20-25 virtualThread=v reason=7");

    assertThat(SpanText.of(trace, "v"))
        .contains("PARKED 10-18 park", "RUNNABLE 18-20", "RUNNING 20-25");
  }
}
