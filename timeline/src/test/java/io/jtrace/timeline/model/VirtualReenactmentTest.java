package io.jtrace.timeline.model;

import static io.jtrace.timeline.model.VirtualTraces.ENDED;
import static io.jtrace.timeline.model.VirtualTraces.PARKED;
import static io.jtrace.timeline.model.VirtualTraces.START;
import static io.jtrace.timeline.model.VirtualTraces.YIELDED;
import static io.jtrace.timeline.model.VirtualTraces.flows;
import static io.jtrace.timeline.model.VirtualTraces.other;
import static io.jtrace.timeline.model.VirtualTraces.run;
import static io.jtrace.timeline.model.VirtualTraces.trace;
import static io.jtrace.timeline.model.VirtualTraces.wake;
import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Diagnostic;
import org.junit.jupiter.api.Test;

class VirtualReenactmentTest {
  @Test
  void waitThatNoChunkCovers_isUndeterminedThere() {
    Trace trace =
        trace(
            "uncovered 25 35",
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            START,
            wake("main", 40),
            run("carrier-2", "45-50", ENDED),
            "VirtualThreadEnd v 49 javaThreadId=1");

    assertThat(SpanText.of(trace, "v"))
        .contains("PARKED 20-25 park", "UNDETERMINED 25-35", "PARKED 35-40 park");
  }

  @Test
  void parkInsideAPinnedSleep_isPinnedToo() {
    Trace trace =
        trace(
            wake("main", 10),
            START,
            "ThreadSleep v 20-40 time=20",
            "jdk.VirtualThreadPinned v 20-40 pinnedReason=native",
            "ThreadPark v 21-39",
            run("carrier-1", "11-50", ENDED),
            "VirtualThreadEnd v 49 javaThreadId=1");

    Spans spans = trace.spans();
    for (int millis : new int[] {20, 21, 38, 39}) {
      assertThat(spans.isPinned(spans.at(0, millis * 1_000_000L))).as("at %s", millis).isTrue();
    }
    assertThat(spans.isPinned(spans.at(0, 45_000_000))).isFalse();
  }

  @Test
  void life_isRunnableThenRunsThenWaitsThenIsRunnableAgain() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            START,
            wake("main", 40),
            run("carrier-2", "45-50", ENDED),
            "VirtualThreadEnd v 49 javaThreadId=1");

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "RUNNABLE 10-11",
            "RUNNING 11-20",
            "PARKED 20-40 park",
            "RUNNABLE 40-45",
            "RUNNING 45-50");
    assertThat(other(trace, 10)).isEqualTo("main");
    assertThat(other(trace, 12)).isEqualTo("carrier-1");
    assertThat(other(trace, 46)).isEqualTo("carrier-2");
    assertThat(flows(trace)).containsExactly("START main 10 v 10", "UNPARK main 40 v 40");
    assertThat(trace.threads().isEndSeen(0)).isTrue();
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isZero();
  }

  @Test
  void operationAcrossRuns_saysWhatTheWaitWasForAndRunsInsideThem() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            "SocketRead v 15-48 host=db port=5432 bytesRead=512 stack=A.read<A.run",
            wake("SubPoller-1", 40),
            run("carrier-1", "45-50", PARKED),
            wake("main", 60),
            run("carrier-1", "61-62", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNABLE 10-11",
            "RUNNING 11-20",
            "SOCKET_IO 20-40 socket read db:5432",
            "RUNNABLE 40-45",
            "RUNNING 45-50",
            "PARKED 50-60 park",
            "RUNNABLE 60-61",
            "RUNNING 61-62");
    assertThat(flows(trace))
        .containsExactly(
            "UNPARK main 10 v 10", "NETWORK SubPoller-1 40 v 40", "UNPARK main 60 v 60");
    assertThat(trace.spans().amount(trace.spans().at(0, 30_000_000))).isEqualTo(512);
  }

  @Test
  void operationInsideARun_isPinnedOrTooShortToLeaveTheCarrier() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-50", PARKED),
            "FileRead v 15-20 path=/a bytesRead=7",
            "ThreadPark v 30-40 parkedClass=Lock",
            "VirtualThreadPinned v 30-40",
            "jtrace.Unpark main 35 thread=carrier-1");

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNABLE 10-11",
            "RUNNING 11-15",
            "FILE_IO 15-20 file read /a",
            "RUNNING 20-30 continued",
            "PARKED 30-40 park Lock pinned",
            "RUNNING 40-50 continued",
            "PARKED 50-100 park");
    assertThat(flows(trace)).contains("UNPARK main 35 v 40");
  }

  @Test
  void severalWaitsOfOneOperation_areOneOperation() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "11-20", PARKED),
            "SocketRead v 15-68 host=db port=1 bytesRead=9",
            wake("SubPoller-1", 30),
            run("carrier-1", "31-40", PARKED),
            wake("SubPoller-1", 60),
            run("carrier-1", "61-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNABLE 10-11",
            "RUNNING 11-20",
            "SOCKET_IO 20-30 socket read db:1",
            "RUNNABLE 30-31",
            "RUNNING 31-40",
            "SOCKET_IO 40-60 socket read db:1 continued",
            "RUNNABLE 60-61",
            "RUNNING 61-70");
  }

  @Test
  void yield_isRunnableAtOnceAndNobodysDoing() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", YIELDED),
            wake("carrier-1", 21),
            run("carrier-1", "25-30", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly("UNDETERMINED 0-10", "RUNNING 10-20", "RUNNABLE 20-25", "RUNNING 25-30");
    assertThat(other(trace, 22)).isEqualTo("-");
    assertThat(flows(trace)).containsExactly("UNPARK main 10 v 10");
  }

  @Test
  void lostRun_isUndeterminedFromTheWakeUpOnAndCounted() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", PARKED),
            wake("main", 40),
            wake("main", 60),
            run("carrier-1", "65-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "PARKED 20-40 park",
            "UNDETERMINED 40-60",
            "RUNNABLE 60-65",
            "RUNNING 65-70");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isEqualTo(1);
  }

  @Test
  void lostWakeUp_isUndeterminedBetweenTheRunsAndCounted() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", PARKED),
            run("carrier-1", "40-50", YIELDED),
            run("carrier-1", "60-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "UNDETERMINED 20-40",
            "RUNNING 40-50",
            "RUNNABLE 50-60",
            "RUNNING 60-70");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isEqualTo(2);
  }

  @Test
  void operationWhileUnmounted_showsThatARunWasLost() {
    Trace trace =
        trace(
            wake("main", 10),
            run("carrier-1", "10-20", PARKED),
            wake("main", 30),
            "FileRead v 40-50 path=/a",
            wake("main", 60),
            run("carrier-1", "65-70", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "UNDETERMINED 0-10",
            "RUNNING 10-20",
            "PARKED 20-30 park",
            "UNDETERMINED 30-40",
            "FILE_IO 40-50 file read /a",
            "UNDETERMINED 50-60",
            "RUNNABLE 60-65",
            "RUNNING 65-70");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isEqualTo(1);
  }

  @Test
  void windowOnALongerLife_isUndeterminedOutsideWhatIsCertain() {
    Trace trace =
        trace(
            run("carrier-1", "-5-20", PARKED),
            wake("main", 40),
            run("carrier-1", "45-50", PARKED),
            wake("main", 80));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly(
            "RUNNING 0-20",
            "PARKED 20-40 park",
            "RUNNABLE 40-45",
            "RUNNING 45-50",
            "PARKED 50-80 park",
            "UNDETERMINED 80-100");
    assertThat(trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST)).isZero();
  }

  @Test
  void runsOfOneThreadOnTwoCarriers_areIllegal() {
    Trace trace = trace(run("carrier-1", "10-30", PARKED), run("carrier-2", "20-40", ENDED));

    assertThat(SpanText.of(trace, "v"))
        .containsExactly("UNDETERMINED 0-10", "RUNNING 10-20", "RUNNING 20-40");
    assertThat(trace.diagnostics().count(Diagnostic.ILLEGAL_TRANSITION)).isEqualTo(1);
  }
}
